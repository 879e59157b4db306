import type { FormEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Check, TextField } from "../design/Field";
import { FailureNotice, Notice, Working, partStyles } from "../design/parts";
import type { Failure } from "../host";
import { failureText } from "../i18n/failure";
import { inSentence } from "../text/safe";
import styles from "./book.module.css";

interface Props {
  title: string;
  pending: boolean;
  failure: Failure | undefined;
  onClose: () => void;
  /** With `sure` when what speaks against it has been read. */
  onSave: (sure: boolean) => void;
  side?: ReactNode;
  children: ReactNode;
}

/** Whether somebody may mean it all the same. */
const isDoubt = (failure: Failure | undefined) => failure?.code.startsWith("book.sure.") ?? false;

/** A change of the book. What is wrong with it is said before it is signed; what may be meant is asked. */
export function Form({ title, pending, failure, onClose, onSave, side, children }: Props) {
  const { t } = useTranslation();
  const doubt = isDoubt(failure);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!pending) onSave(doubt);
  };
  return (
    <Dialog title={title} open onClose={onClose} wide>
      <form className={partStyles.stack} onSubmit={submit} noValidate>
        <div className={styles.form}>{children}</div>
        {doubt && failure ? <Notice tone="warn">{failureText(withWords(failure, t), t)}</Notice> : <FailureNotice failure={failure && withWords(failure, t)} />}
        <p className={`${partStyles.muted} ${partStyles.small}`}>{t("book.fromNow")}</p>
        <Working on={pending} />
        <DialogButtons>
          {side}
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" isDisabled={pending}>
            {doubt ? t("book.saveAnyway") : t("book.save")}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

/** Roles and units in the sentence's own language. */
export function withWords(failure: Failure, t: (key: string, args?: Record<string, string>) => string): Failure {
  const args = { ...failure.args };
  for (const name of ["role", "other"] as const) {
    if (failure.code === "book.sure.both_sides" && args[name]) args[name] = t(`role.${args[name]}`);
  }
  if (args.unit) args.unit = t(`book.unit.${args.unit}`);
  return { ...failure, args };
}

export function Text({ label, value, onChange, wide, type, autoFocus, hint }: { label: string; value: string; onChange: (text: string) => void; wide?: boolean; type?: string; autoFocus?: boolean; hint?: string }) {
  return (
    <div className={wide ? styles.wide : undefined}>
      <TextField label={label} value={value} onChange={onChange} type={type} autoFocus={autoFocus} hint={hint} />
    </div>
  );
}

/** Some of many. */
export function Some({ label, options, chosen, onChange }: { label: string; options: readonly { id: string; name: string }[]; chosen: readonly string[]; onChange: (chosen: string[]) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className={`${styles.group} ${styles.wide}`}>
      <legend>{label}</legend>
      <div className={styles.checks}>
        {options.length === 0 ? <span className={partStyles.muted}>{t("book.nobody")}</span> : null}
        {options.map(({ id, name }) => (
          <Check
            key={id}
            label={inSentence(name, 24)}
            checked={chosen.includes(id)}
            onChange={(on) => onChange(on ? [...chosen, id] : chosen.filter((other) => other !== id))}
          />
        ))}
      </div>
    </fieldset>
  );
}
