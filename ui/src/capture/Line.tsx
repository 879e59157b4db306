import { useId, useState, type InputHTMLAttributes, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { isTyping } from "../keyboard/ime";
import { keyOf } from "../keyboard/useAction";
import { Remarks, describedBy, overflow } from "../text/Remarks";
import styles from "./capture.module.css";
import type { Completion } from "./completions";
import { Completions, useOffer } from "./Offer";

/** As long as the host takes a field of a card, in characters; nothing typed is ever cut to it. */
const FIELD_CHARS_MAX = 4000;

interface Props {
  name: string;
  label: string;
  value: string;
  /** `step` names what belongs together when it is taken back; a text that was chosen has none. */
  onChange: (text: string, step?: string) => void;
  /** Undefined where a field may simply be left empty. */
  unknown: boolean | undefined;
  onUnknown: () => void;
  placeholder?: string;
  inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"];
  unit?: string;
  /** What the laptop makes of what was typed; `doubt` when it makes nothing of it. */
  note?: string;
  doubt?: boolean;
  suggestions?: readonly string[];
  /** What the laptop knows that could be meant; chosen with ↓ and Enter, which then signs nothing. */
  completions?: readonly Completion[] | undefined;
  onComplete?: (chosen: Completion) => void;
  onFocus?: () => void;
  /** The text stands like this on the card's photo; `check` where the reader was not sure. */
  read?: "same" | "check" | undefined;
  /** What stands there instead. */
  differs?: string | undefined;
}

/** One field of the card: label, text, and a small mark for "unknown" where the field must not be blank. */
export function Line({ name, label, value, onChange, unknown, onUnknown, placeholder, inputMode, unit, note, doubt, suggestions = [], completions, onComplete, onFocus, read, differs }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const [at, setAt] = useState(-1);
  const offering = suggestions.length > 0 && value === "" && !unknown;
  const offer = useOffer(completions ?? [], onComplete);
  // A text that may be typed freely: whoever hears the screen is told of the list, and need not go into it.
  const completing = completions
    ? ({ "aria-autocomplete": "list", "aria-controls": offer.shown.length > 0 ? `${id}-list` : undefined, "aria-activedescendant": offer.at < 0 ? undefined : `${id}-${offer.at}` } as const)
    : {};
  const onKeyDown = (event: KeyboardEvent) => {
    if (offer.onKeyDown(event)) return;
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
      <div className={styles.inputBox} data-read={read}>
        <input
          id={id}
          name={name}
          className={styles.input}
          value={value}
          autoComplete="off"
          spellCheck={false}
          inputMode={inputMode}
          placeholder={unknown ? t("capture.isUnknown") : placeholder}
          aria-required={unknown === undefined ? undefined : true}
          aria-invalid={overflow(value, FIELD_CHARS_MAX) > 0 || undefined}
          aria-describedby={describedBy(id, Boolean(unit ?? note) || offering, value, FIELD_CHARS_MAX)}
          {...completing}
          onFocus={onFocus}
          onBlur={offer.close}
          onChange={(event) => {
            offer.open();
            onChange(event.target.value, stepOf(event.nativeEvent));
          }}
          onKeyDown={onKeyDown}
        />
        {offer.shown.length > 0 ? <Completions id={id} label={label} shown={offer.shown} at={offer.at} onChoose={offer.choose} /> : null}
        {unit ? (
          <span id={`${id}-hint`} className={styles.unit}>
            {unit}
          </span>
        ) : null}
        {read ? (
          <span className={styles.read} data-check={read === "check" || undefined} title={t("photo.readHint")}>
            {t(`photo.read.${read}`)}
          </span>
        ) : null}
        {differs ? (
          <span className={styles.differs} title={differs}>
            {t("photo.differs", { text: differs })}
          </span>
        ) : null}
        {note ? (
          <span id={`${id}-hint`} className={styles.unit} data-doubt={doubt || undefined} role="status">
            {note}
          </span>
        ) : null}
        {offering ? (
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
      <div className={styles.remarks}>
        <Remarks id={`${id}-remarks`} text={value} max={FIELD_CHARS_MAX} />
      </div>
    </div>
  );
}

/** Typing is one step and deleting another; what is pasted or dropped is one of its own. A composition is typing. */
function stepOf(event: Event): string | undefined {
  const kind = event instanceof InputEvent ? event.inputType : "";
  if (/^insert(Text|CompositionText|FromComposition)$|^deleteCompositionText$/.test(kind)) return "type";
  return kind.startsWith("delete") ? "delete" : undefined;
}
