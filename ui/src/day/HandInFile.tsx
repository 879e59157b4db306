import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { CopyPath } from "../desk/CopyPath";
import { PathField } from "../desk/PathField";
import { Button } from "../design/Button";
import { FailureNotice, Notice, Working, partStyles } from "../design/parts";
import { failed, useCommand } from "../host";
import { inSentence } from "../text/safe";
import type { Statement } from "./HandIn";

/** By a file on a stick, sealed for the supervisor. */
export function HandInFile({ statement }: { statement: Statement }) {
  const { t } = useTranslation();
  const [folder, setFolder] = useState("");
  const write = useCommand("hand_in_file");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!write.isPending) write.mutate({ ...statement, folder: folder.trim() });
  };
  const file = write.data;
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <PathField label={t("handIn.folder")} hint={t("handIn.folderHint")} of={["folder"]} value={folder} onChange={setFolder} />
      <div className={partStyles.line}>
        <Button type="submit" look="primary" isPending={write.isPending}>
          {t("handIn.write")}
        </Button>
        <Working on={write.isPending}>{t("handIn.working")}</Working>
      </div>
      <FailureNotice failure={failed(write)} />
      {file ? (
        <Notice>
          {t("handIn.written", {
            to: inSentence(file.to, 40),
            cards: t("counted.cards", { count: file.cards }),
            records: t("counted.records", { count: file.records }),
          })}
          {file.photos > 0 ? ` ${t("handIn.photosIn", { photos: t("counted.photos", { count: file.photos }) })}` : null}
          {file.photosLeft > 0 ? ` ${t("handIn.photosLeft", { photos: t("counted.photos", { count: file.photosLeft }) })}` : null}
          <CopyPath path={file.path} />
        </Notice>
      ) : null}
    </form>
  );
}
