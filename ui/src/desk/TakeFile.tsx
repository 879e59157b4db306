import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Notice, Panel, Working, partStyles } from "../design/parts";
import { failed, useCommand } from "../host";
import { failureText } from "../i18n/failure";
import { inSentence } from "../text/safe";
import { PathField } from "./PathField";
import { Taken } from "./Taken";

/**
 * Takes a file that somebody brought on a stick: all of it or nothing, in any order, twice is harmless. A
 * folder stands for every file in it that is for us.
 */
export function TakeFile() {
  const { t } = useTranslation();
  const [path, setPath] = useState("");
  const take = useCommand("take_file");
  const takeAll = useCommand("take_folder");
  const pending = take.isPending || takeAll.isPending;
  const isFolder = failed(take)?.code === "bundle.folder";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() === "" || pending) return;
    const input = { path: path.trim() };
    const onSuccess = () => setPath("");
    takeAll.reset();
    take.mutate(input, {
      onSuccess,
      onError: ({ failure }) => failure.code === "bundle.folder" && takeAll.mutate(input, { onSuccess }),
    });
  };
  return (
    <Panel title={t("take.title")}>
      <form className={partStyles.stack} onSubmit={submit}>
        <PathField label={t("take.path")} hint={t("take.hint")} of={["file", "folder"]} value={path} onChange={setPath} />
        <div className={partStyles.line}>
          <Button type="submit" isDisabled={path.trim() === ""} isPending={pending}>
            {t("take.take")}
          </Button>
          <Working on={pending}>{t("take.working")}</Working>
        </div>
        <FailureNotice failure={failed(isFolder ? takeAll : take)} />
        {take.data ? <Taken taken={take.data} /> : null}
        {takeAll.data?.taken.map((taken, index) => <Taken key={index} taken={taken} />)}
        {takeAll.data?.refused.map(({ file, failure }) => (
          <Notice key={file} tone="bad">
            {t("take.refused", { file: inSentence(file, 80), why: failureText(failure, t) })}
          </Notice>
        ))}
      </form>
    </Panel>
  );
}
