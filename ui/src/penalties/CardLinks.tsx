import { useTranslation } from "react-i18next";

import { partStyles } from "../design/parts";
import type { LeadRowView } from "../host";
import { namelessRow } from "../leads/name";
import { Said } from "../text/Said";
import styles from "./penalties.module.css";

/** The cards that something is about, as far as they are held here. */
export function CardLinks({ cards, count }: { cards: readonly LeadRowView[]; count: number }) {
  const { t } = useTranslation();
  if (count === 0) return null;
  const hidden = count - cards.length;
  return (
    <ul className={styles.cards}>
      {cards.map((card) => (
        <li key={card.card}>
          <a href={`#/lead/${encodeURIComponent(card.card)}`}>
            <Said text={card.company} max={60} empty={namelessRow(card, t)} />
          </a>
        </li>
      ))}
      {hidden > 0 ? <li className={partStyles.muted}>{t("penalty.notHere", { cards: hidden })}</li> : null}
    </ul>
  );
}
