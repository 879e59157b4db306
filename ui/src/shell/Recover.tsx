import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextArea } from "../design/Field";
import { FailureNotice, Working, partStyles } from "../design/parts";
import { failed, useCall, useCommand } from "../host";
import styles from "./door.module.css";
import { keep } from "./kept";
import { LanguageSwitch } from "./LanguageSwitch";
import { NewPassphrase, useNewPassphrase } from "./NewPassphrase";
import { RECOVERED } from "./Recovered";

/** The passphrase was forgotten: headquarters opens, with a text there and a text back. Nothing is lost. */
export function Recover({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  const request = useCall("recovery_request", null);
  const [answer, setAnswer] = useState("");
  const [copied, setCopied] = useState(false);
  const passphrase = useNewPassphrase();
  const recover = useCommand("recover");
  const complete = answer.trim() !== "" && passphrase.fit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && !recover.isPending) recover.mutate({ answer: answer.trim(), passphrase: passphrase.value }, { onSuccess: () => keep(RECOVERED, true) });
  };
  const copy = async (text: string) => {
    // A system that refuses the clipboard leaves the text, which is marked for copying.
    await navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => document.querySelector<HTMLTextAreaElement>("#recovery-text textarea")?.select(),
    );
  };
  return (
    <main className={styles.door}>
      <div className={styles.corner}>
        <LanguageSwitch />
      </div>
      <form className={styles.box} data-wide onSubmit={submit}>
        <h1 className={styles.name}>{t("recover.title")}</h1>
        <p className={partStyles.muted}>{t("recover.explain")}</p>
        <Working on={request.isPending} />
        <FailureNotice failure={failed(request)} />
        {request.data ? (
          <section id="recovery-text" className={partStyles.stack} aria-label={t("recover.send")}>
            <TextArea label={t("recover.send")} readOnly rows={4} value={request.data.text} onChange={() => undefined} onFocus={(event) => event.target.select()} />
            <div className={partStyles.line}>
              <Button small onPress={() => void copy(request.data.text)}>
                {t("recover.copy")}
              </Button>
              <span role="status">{copied ? t("recover.copied") : ""}</span>
            </div>
            <p>
              {t("recover.check")} <strong className={styles.check}>{request.data.check}</strong>
            </p>
          </section>
        ) : null}
        <TextArea label={t("recover.answer")} rows={3} value={answer} onChange={setAnswer} />
        <NewPassphrase of={passphrase} />
        <FailureNotice failure={failed(recover)} />
        <div className={partStyles.line}>
          <Button look="primary" type="submit" isDisabled={!complete} isPending={recover.isPending}>
            {t("recover.open")}
          </Button>
          <Button look="quiet" onPress={onBack}>
            {t("recover.back")}
          </Button>
          <Working on={recover.isPending}>{t("lock.working")}</Working>
        </div>
      </form>
    </main>
  );
}
