import { useTranslation } from "react-i18next";

import { labelOf } from "../corrections/fields";
import { Empty, partStyles } from "../design/parts";
import type { TimelineEntry } from "../host";
import { dayName, list, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import type { Words } from "../ruling/sentence";
import { inSentence, safeText } from "../text/safe";
import styles from "./leads.module.css";
import { registerNumber } from "./register";

/** What happened, oldest first. Typed text stands as text. */
export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (entries.length === 0) return <Empty>{t("lead.noTimeline")}</Empty>;
  return (
    <ol className={styles.timeline}>
      {entries.map((entry, index) => (
        <li key={index} className={styles.event}>
          <time className={partStyles.muted}>{moment(entry.atMs, words.nowMs, words)}</time>
          <span>
            {t(`timeline.${entry.key}`, { ...named(entry, words), defaultValue: t("timeline.other", { by: inSentence(entry.by, 40), key: entry.key }) })}
            {entry.text ? <bdi className={styles.quote}>{safeText(entry.text)}</bdi> : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Arguments with their words: a channel, a judgement, a class by its name. */
function named(entry: TimelineEntry, { t, language }: Words): Record<string, string> {
  const out: Record<string, string> = { by: inSentence(entry.by, 40) };
  for (const [name, value] of Object.entries(entry.args)) {
    const text = value === null || value === undefined ? "" : inSentence(String(value));
    if (name === "fields" && Array.isArray(value)) {
      out[name] = list(value.map((field) => t(labelOf(String(field)), { defaultValue: String(field) })), language);
      continue;
    }
    if (name === "day") {
      out[name] = dayName(text, language);
      continue;
    }
    out[name] = ["channel", "judgement", "class", "evidence", "source"].includes(name)
      ? t(`${name === "evidence" ? "channel" : name}.${text}`, { defaultValue: text })
      : text;
  }
  const { register, laptop } = entry.args;
  if (register !== undefined) out.register = registerNumber({ register: Number(register), laptop: Number(laptop ?? 1) });
  return out;
}
