import { useId, useState, type InputHTMLAttributes, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { isTyping } from "../keyboard/ime";
import { keyOf } from "../keyboard/useAction";
import styles from "./capture.module.css";

/** Longer than any real name; the host refuses more with a sentence of its own. */
const TEXT_MAX = 20_000;

interface Props {
  name: string;
  label: string;
  value: string;
  onChange: (text: string) => void;
  /** Undefined where a field may simply be left empty. */
  unknown: boolean | undefined;
  onUnknown: () => void;
  placeholder?: string;
  inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"];
  unit?: string;
  suggestions?: readonly string[];
}

/** One field of the card: label, text, and a small mark for "unknown" where the field must not be blank. */
export function Line({ name, label, value, onChange, unknown, onUnknown, placeholder, inputMode, unit, suggestions = [] }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [at, setAt] = useState(-1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const free = value === "" || value === suggestions[at];
    if (step === 0 || suggestions.length === 0 || !free || isTyping(event.nativeEvent)) return;
    event.preventDefault();
    const to = Math.max(-1, Math.min(suggestions.length - 1, at + step));
    setAt(to);
    onChange(suggestions[to] ?? "");
  };
  return (
    <div className={styles.line}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {unknown === undefined ? null : <span aria-hidden="true"> *</span>}
      </label>
      <div className={styles.inputBox}>
        <input
          id={id}
          name={name}
          className={styles.input}
          value={value}
          maxLength={TEXT_MAX}
          autoComplete="off"
          spellCheck={false}
          inputMode={inputMode}
          placeholder={unknown ? t("capture.isUnknown") : placeholder}
          aria-required={unknown === undefined ? undefined : true}
          aria-describedby={unit || suggestions.length > 0 ? `${id}-hint` : undefined}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={onKeyDown}
        />
        {unit ? (
          <span id={`${id}-hint`} className={styles.unit}>
            {unit}
          </span>
        ) : null}
        {suggestions.length > 0 && value === "" && !unknown ? (
          <span id={`${id}-hint`} className={styles.unit}>
            {t("capture.suggest")}
          </span>
        ) : null}
        {unknown === undefined ? null : (
          <button
            type="button"
            className={styles.unknown}
            aria-pressed={unknown}
            aria-label={t("capture.markUnknown", { field: label })}
            aria-keyshortcuts={keyOf("capture.unknown")}
            disabled={value.trim() !== "" && !unknown}
            tabIndex={-1}
            onClick={onUnknown}
          >
            {t("capture.unknown")}
          </button>
        )}
      </div>
    </div>
  );
}
