import { useTranslation } from "react-i18next";

import { RuleChip, partStyles } from "../design/parts";
import type { DenseRow, LeadRowView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { namelessRow } from "../leads/name";
import { registerNumber } from "../leads/register";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import styles from "./desk.module.css";

/** More cards in ten minutes than talks can have been: a suspicion for a person to look into (DUP-05). */
export function DenseCards({ rows }: { rows: readonly DenseRow[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles.scroll}>
      <p className={partStyles.muted}>
        <RuleChip rule="DUP-05" /> {t("dense.explain")}
      </p>
      {rows.map((row) => (
        <Stretch key={`${row.person}/${row.fromMs}`} row={row} />
      ))}
    </div>
  );
}

function Stretch({ row }: { row: DenseRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const at = (ms: number) => moment(ms, words.nowMs, words);
  const name = inSentence(row.name, 40);
  return (
    <article className={styles.case} aria-label={t("dense.of", { name })}>
      <strong>{t("dense.said", { name, from: at(row.fromMs), through: at(row.throughMs), cards: row.count, most: row.most })}</strong>
      <ol className={partStyles.stack}>
        {row.cards.map((card) => (
          <Card key={card.card} card={card} />
        ))}
      </ol>
    </article>
  );
}

function Card({ card }: { card: LeadRowView }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <li>
      <span className={partStyles.muted}>
        {registerNumber(card)} · {moment(card.signedMs, words.nowMs, words)}
      </span>{" "}
      <a href={`#/lead/${encodeURIComponent(card.card)}`}>
        <Said text={card.company} max={80} empty={namelessRow(card, t)} />
      </a>
    </li>
  );
}
