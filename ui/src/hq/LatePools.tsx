import { useTranslation } from "react-i18next";

import { Notice, RuleChip } from "../design/parts";
import type { EveningCard } from "../host";
import { deadline } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { namelessRow } from "../leads/name";
import { Said } from "../text/Said";
import styles from "../penalties/penalties.module.css";

/** How many are named; the list of customers has them all. */
const NAMED_MAX = 5;

/** Customers that lie with a department which should have assigned them by now (OWN-05). Nothing is headquarters' to do unless it steps in. */
export function LatePools({ cards }: { cards: readonly EveningCard[] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (cards.length === 0) return null;
  const more = cards.length - NAMED_MAX;
  return (
    <Notice tone="warn">
      <RuleChip rule="OWN-05" /> {t("hq.latePools", { count: cards.length })}
      <ul className={styles.cards}>
        {cards.slice(0, NAMED_MAX).map(({ row, assignDueMs }) => (
          <li key={row.card}>
            <a href={`#/lead/${encodeURIComponent(row.card)}`}>
              <Said text={row.company} max={60} empty={namelessRow(row, t)} />
            </a>
            {assignDueMs === null ? null : ` · ${t("hq.lateSince", { at: deadline(assignDueMs, words.nowMs, words) })}`}
          </li>
        ))}
        {more > 0 ? <li>{t("hq.latePoolsMore", { count: more })}</li> : null}
      </ul>
    </Notice>
  );
}
