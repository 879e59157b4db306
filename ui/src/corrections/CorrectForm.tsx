import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { SOURCES } from "../capture/card";
import { phoneNote, siteNote } from "../capture/notes";
import { useReading } from "../capture/useCapture";
import { Button } from "../design/Button";
import { DialogButtons } from "../design/Dialog";
import { Choices, TextArea, TextField } from "../design/Field";
import { FailureNotice, Notice, RuleChip, Working, partStyles } from "../design/parts";
import { failed, useCommand, type CardInput } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import styles from "./corrections.module.css";
import { changed, isNewCard, labelOf, typedOf, type SignedField, type Typed } from "./fields";

const LINES = ["company", "person", "phone", "email", "credit_code", "site", "matter", "usage"] as const;

interface Props {
  card: string;
  fields: CardInput;
  signedMs: number;
  onDone: () => void;
}

/** The card as it was signed, to be typed over. What was typed stays until it is sent or the window is locked. */
export function CorrectForm({ card, fields, signedMs, onDone }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const before = typedOf(fields);
  const [typed, setTyped] = useKept<Partial<Typed>>(`correction/${card}`, {});
  const [reason, setReason] = useKept(`correction/${card}/reason`, "");
  const correct = useCommand("card_correct");
  const set = changed(before, typed);
  const nothing = Object.keys(set).length === 0;
  const value = (field: SignedField) => typed[field] ?? before[field];
  const { phone, site } = { phone: value("phone"), site: value("site") };
  const reading = useReading({ ...fields, phone, site });
  // Only of what is typed here: of the rest it was said when it was signed.
  const note: Partial<Record<SignedField, string>> = {
    ...(set.phone === undefined ? {} : { phone: phoneNote({ phone }, reading, t).note }),
    ...(set.site === undefined ? {} : { site: siteNote({ site }, reading, t).note }),
  };
  const put = (field: SignedField) => (text: string) => setTyped({ ...typed, [field]: text });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (nothing || correct.isPending) return;
    const done = () => {
      setTyped({});
      setReason("");
      onDone();
    };
    correct.mutate({ card, set, reason: reason.trim() }, { onSuccess: done });
  };
  const stable = (["", "true", "false"] as const).map((one) => ({
    value: one,
    label: t(`capture.stable.${one === "" ? "unasked" : one === "true" ? "yes" : "no"}`),
  }));
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <p className={partStyles.muted}>
        <RuleChip rule="ORD-15" /> {t("correction.explain")}
      </p>
      <div className={styles.form}>
        {LINES.map((field, at) => (
          <div key={field} data-changed={set[field] !== undefined || undefined} className={styles.field}>
            <TextField label={t(labelOf(field))} value={value(field)} onChange={put(field)} autoFocus={at === 0} hint={note[field]} />
          </div>
        ))}
        <div data-changed={set.stable !== undefined || undefined} className={styles.field}>
          <Choices label={t("field.stable")} value={value("stable")} choices={stable} onChange={put("stable")} />
        </div>
        <div data-changed={set.source !== undefined || undefined} className={styles.field}>
          <Choices
            label={t("field.source")}
            value={value("source")}
            choices={SOURCES.map((one) => ({ value: one, label: t(`source.${one}`) }))}
            onChange={put("source")}
          />
        </div>
      </div>
      <TextArea label={t("correction.reason")} value={reason} onChange={setReason} />
      {isNewCard(set) ? (
        <Notice tone="warn">{t("correction.newCard", { at: moment(signedMs, words.nowMs, words) })}</Notice>
      ) : null}
      <FailureNotice failure={failed(correct)} />
      <Working on={correct.isPending} />
      <DialogButtons>
        <Button onPress={onDone}>{t("common.cancel")}</Button>
        <Button type="submit" look="primary" isDisabled={nothing || correct.isPending}>
          {t("correction.send")}
        </Button>
      </DialogButtons>
    </form>
  );
}
