import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextArea } from "../design/Field";
import { FailureNotice, Working, partStyles } from "../design/parts";
import { failed, useCommand, type AffairRow } from "../host";
import { useKept } from "../shell/kept";
import own from "./penalties.module.css";

/** Where the person concerned says what he has to say (PEN-01), with his own key (FAIR-04). */
export function Hear({ row }: { row: AffairRow }) {
  const { t } = useTranslation();
  const hear = useCommand("penalty_hear");
  const { matter } = row;
  const [text, setText] = useKept(`hear/${matter.fair}/${matter.day}/${matter.offence}/${matter.about ?? ""}`, "");
  const [open, setOpen] = useState(row.statements.length === 0);
  const say = (declines: boolean) =>
    hear.mutate(
      { matter: row.matter, declines, text: text.trim() },
      {
        onSuccess: () => {
          setText("");
          setOpen(false);
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() !== "" && !hear.isPending) say(false);
  };
  if (!open) {
    return (
      <div className={own.buttons}>
        <Button small onPress={() => setOpen(true)}>
          {t("penalty.sayMore")}
        </Button>
      </div>
    );
  }
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <TextArea label={t("penalty.yourStatement")} hint={t("penalty.statementHint")} value={text} onChange={setText} />
      <FailureNotice failure={failed(hear)} />
      <Working on={hear.isPending} />
      <div className={own.buttons}>
        <Button type="submit" look="primary" isDisabled={text.trim() === "" || hear.isPending}>
          {t("penalty.sign")}
        </Button>
        <Button isDisabled={hear.isPending} onPress={() => say(true)}>
          {t("penalty.decline")}
        </Button>
      </div>
    </form>
  );
}
