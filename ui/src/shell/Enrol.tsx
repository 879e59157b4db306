import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextArea, TextField } from "../design/Field";
import { FailureNotice, Notice, Working, partStyles } from "../design/parts";
import { failed, useCommand, type StatusView } from "../host";
import { LanguageSwitch } from "./LanguageSwitch";
import { NewPassphrase, useNewPassphrase } from "./NewPassphrase";
import { Others } from "./Others";
import styles from "./door.module.css";
import { useReady } from "./ready";

/** The first start: headquarters' code makes this laptop somebody's. */
export function Enrol({ status }: { status?: StatusView }) {
  const { t } = useTranslation();
  const [code, setCode] = useState("");
  const [device, setDevice] = useState("");
  const passphrase = useNewPassphrase();
  const enrol = useCommand("enrol");
  useReady();
  const complete = code.trim() !== "" && device.trim() !== "" && passphrase.fit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!complete || enrol.isPending) return;
    enrol.mutate({ code: code.trim(), device: device.trim(), passphrase: passphrase.value });
  };
  return (
    <main className={styles.door}>
      <div className={styles.corner}>
        <LanguageSwitch />
      </div>
      <form className={styles.box} onSubmit={submit}>
        <span className={styles.brand}>Fairlead</span>
        <h1 className={styles.name}>{t("enrol.title")}</h1>
        <p className={partStyles.muted}>{t("enrol.explain")}</p>
        <TextArea label={t("enrol.code")} value={code} onChange={setCode} rows={3} autoFocus />
        <TextField label={t("enrol.device")} value={device} onChange={setDevice} placeholder={t("enrol.deviceExample")} />
        <NewPassphrase of={passphrase} label={t("enrol.passphrase")} />
        <FailureNotice failure={failed(enrol)} />
        {failed(enrol)?.code === "enrol.unreachable" ? <Notice>{t("enrol.offline")}</Notice> : null}
        <Button look="primary" type="submit" isDisabled={!complete} isPending={enrol.isPending}>
          {t("enrol.enrol")}
        </Button>
        <Working on={enrol.isPending}>{t("enrol.working")}</Working>
        {status ? <Others status={status} enrolling /> : null}
      </form>
    </main>
  );
}
