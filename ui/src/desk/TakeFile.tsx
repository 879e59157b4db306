import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { FailureNotice, Panel, Working, partStyles } from "../design/parts";
import { failed, useCommand } from "../host";
import { Taken } from "./Taken";

/** Takes a file that somebody brought on a stick: all of it or nothing, in any order, twice is harmless. */
export function TakeFile() {
  const { t } = useTranslation();
  const [path, setPath] = useState("");
  const take = useCommand("take_file");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() !== "" && !take.isPending) take.mutate({ path: path.trim() }, { onSuccess: () => setPath("") });
  };
  return (
    <Panel title={t("take.title")}>
      <form className={partStyles.stack} onSubmit={submit}>
        <TextField label={t("take.path")} hint={t("take.hint")} value={path} onChange={setPath} />
        <div className={partStyles.line}>
          <Button type="submit" isDisabled={path.trim() === ""} isPending={take.isPending}>
            {t("take.take")}
          </Button>
          <Working on={take.isPending}>{t("take.working")}</Working>
        </div>
        <FailureNotice failure={failed(take)} />
        {take.data ? <Taken taken={take.data} /> : null}
      </form>
    </Panel>
  );
}
