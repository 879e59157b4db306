import { useState } from "react";
import { useTranslation } from "react-i18next";

import { TextField } from "../design/Field";
import { Notice } from "../design/parts";

export interface Chosen {
  value: string;
  again: string;
  set: (value: string) => void;
  repeat: (value: string) => void;
  /** Typed twice, and the same. */
  fit: boolean;
}

/** A passphrase that is being chosen. */
export function useNewPassphrase(): Chosen {
  const [value, set] = useState("");
  const [again, repeat] = useState("");
  return { value, again, set, repeat, fit: value !== "" && again === value };
}

/** Two fields: nobody sees what he types, so he types it twice. */
export function NewPassphrase({ of, label }: { of: Chosen; label?: string }) {
  const { t } = useTranslation();
  const different = of.again !== "" && of.again !== of.value;
  return (
    <>
      <TextField
        label={label ?? t("recover.passphrase")}
        type="password"
        autoComplete="new-password"
        value={of.value}
        onChange={of.set}
        hint={t("enrol.passphraseHint")}
      />
      <TextField label={t("enrol.again")} type="password" autoComplete="new-password" value={of.again} onChange={of.repeat} aria-invalid={different} />
      {different ? <Notice tone="warn">{t("enrol.different")}</Notice> : null}
    </>
  );
}
