import { useTranslation } from "react-i18next";

import { partStyles } from "../design/parts";
import { relative } from "../i18n/duration";
import { deadline } from "../i18n/format";
import { useWords } from "../i18n/useWords";

const SOON_MS = 30 * 60_000;

/** A deadline with what is left of it; calm once what it asks for is done. */
export function Countdown({ label, dueMs, done = false }: { label: string; dueMs: number; done?: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const left = dueMs - words.nowMs;
  const style = done ? partStyles.muted : left < 0 ? partStyles.late : left < SOON_MS ? partStyles.strong : undefined;
  return (
    <span className={style} title={left < 0 ? t("due.over") : undefined}>
      {t("due.line", { what: label, at: deadline(dueMs, words.nowMs, words), left: relative(dueMs, words.nowMs, t) })}
    </span>
  );
}
