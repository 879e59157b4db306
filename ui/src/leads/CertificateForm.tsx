import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { CopyPath } from "../desk/CopyPath";
import { PathField } from "../desk/PathField";
import { Button } from "../design/Button";
import { FailureNotice, Notice, Panel, Working, partStyles } from "../design/parts";
import { failed, useCommand } from "../host";

/** Writes a file with which anybody can check this ruling, without this laptop and without the server. */
export function CertificateForm({ card }: { card: string }) {
  const { t } = useTranslation();
  const [folder, setFolder] = useState("");
  const write = useCommand("certificate_write");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!write.isPending) write.mutate({ card, folder: folder.trim() });
  };
  return (
    <Panel title={t("certificate.title")}>
      <form className={partStyles.stack} onSubmit={submit}>
        <p className={partStyles.muted}>{t("certificate.explain")}</p>
        <PathField label={t("certificate.folder")} hint={t("certificate.folderHint")} of={["folder"]} value={folder} onChange={setFolder} />
        <div className={partStyles.line}>
          <Button type="submit" isPending={write.isPending}>
            {t("certificate.write")}
          </Button>
          <Working on={write.isPending} />
        </div>
        <FailureNotice failure={failed(write)} />
        {write.data ? (
          <Notice>
            {t("certificate.written")}
            <CopyPath path={write.data.path} />
          </Notice>
        ) : null}
      </form>
    </Panel>
  );
}
