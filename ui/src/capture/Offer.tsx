import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { isEnter, isTyping } from "../keyboard/ime";
import { inSentence } from "../text/safe";
import styles from "./offer.module.css";
import type { Completion } from "./completions";

interface Offer {
  shown: readonly Completion[];
  /** Which one Enter would take; -1 while nobody has gone into the list, so that Enter still signs. */
  at: number;
  open: () => void;
  close: () => void;
  choose: (one: Completion) => void;
  /** Whether a key was for the list. */
  onKeyDown: (event: KeyboardEvent) => boolean;
}

/** A list under a field while it is typed into. Nothing is chosen by itself. */
export function useOffer(completions: readonly Completion[], onChoose?: (chosen: Completion) => void): Offer {
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const shown = isOpen ? completions : [];
  const place = Math.min(at, shown.length - 1);
  const close = () => {
    setOpen(false);
    setAt(-1);
  };
  const choose = (one: Completion) => {
    close();
    onChoose?.(one);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (shown.length === 0 || isTyping(event.nativeEvent)) return false;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const chosen = shown[place];
    if (step !== 0) setAt(Math.max(-1, Math.min(shown.length - 1, place + step)));
    else if (event.key === "Escape") close();
    else if (isEnter(event.nativeEvent) && chosen) choose(chosen);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    shown,
    at: place,
    open: () => {
      setOpen(true);
      setAt(-1);
    },
    close,
    choose,
    onKeyDown,
  };
}

export function Completions({ id, label, shown, at, onChoose }: { id: string; label: string; shown: readonly Completion[]; at: number; onChoose: (one: Completion) => void }) {
  const { t } = useTranslation();
  return (
    <div className={styles.place}>
      <div id={`${id}-list`} role="listbox" data-inline aria-label={t("completion.of", { field: label })} className={styles.list}>
        {shown.map((one, index) => (
          <div
            key={one.text}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            className={styles.one}
            // The field keeps the focus.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onChoose(one)}
          >
            <span className={styles.text}>{inSentence(one.text, 80)}</span>
            {one.note ? <span className={styles.note}>{inSentence(one.note, 60)}</span> : null}
          </div>
        ))}
      </div>
      <p className={styles.hint} role="status">
        {t("completion.hint", { count: shown.length })}
      </p>
    </div>
  );
}
