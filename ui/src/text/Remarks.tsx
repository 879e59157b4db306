import { useTranslation } from "react-i18next";

import styles from "./text.module.css";
import { isOdd, safeText } from "./safe";

const SHOWN_MAX = 200;

/** What is to be said of a text while it is typed: how much of it is too much, and what in it does not show. */
export function Remarks({ id, text, max = Infinity }: { id: string; text: string; max?: number }) {
  const { t } = useTranslation();
  const over = overflow(text, max);
  const odd = isOdd(text);
  if (over === 0 && !odd) return null;
  return (
    <span id={id} className={styles.remarks} role="status">
      {over > 0 ? <span>{t("typed.tooLong", { count: over, max })}</span> : null}
      {odd ? (
        <span>
          {t("typed.odd")} <bdi>{safeText(text.trim(), SHOWN_MAX)}</bdi>
        </span>
      ) : null}
    </span>
  );
}

/** By how many characters a text is too long, as the host counts them. */
export function overflow(text: string, max: number): number {
  return text.length <= max ? 0 : Math.max(0, [...text].length - max);
}

/** The ids of what describes a field: its hint and its remarks, as far as they are there. */
export function describedBy(id: string, hint: boolean, text: string, max = Infinity): string | undefined {
  const remarks = overflow(text, max) > 0 || isOdd(text);
  return [hint ? `${id}-hint` : "", remarks ? `${id}-remarks` : ""].filter(Boolean).join(" ") || undefined;
}
