import { useState } from "react";
import { useTranslation } from "react-i18next";

import { AssignForm } from "../desk/AssignForm";
import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Empty, partStyles } from "../design/parts";
import type { EveningCard, EveningView } from "../host";
import { Reasons } from "../ruling/Reasons";
import { RulingBox } from "../ruling/RulingBox";
import { RulingCards } from "../ruling/RulingCards";
import { inSentence } from "../text/safe";

/** Customers with several cards: the cards side by side, the ruling under them, and the assignment. */
export function DuplicatesDesk({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const cases = byCustomer(view.duplicates);
  if (cases.length === 0) return <Empty>{t("evening.noDuplicates")}</Empty>;
  return (
    <div className={styles.scroll}>
      {cases.map((cards) => (
        <Case key={cards[0].ruling.customer} cards={cards} view={view} />
      ))}
    </div>
  );
}

type Cards = [EveningCard, ...EveningCard[]];

function byCustomer(cards: readonly EveningCard[]): Cards[] {
  const found = new Map<string, Cards>();
  for (const card of cards) {
    const same = found.get(card.ruling.customer);
    if (same) same.push(card);
    else found.set(card.ruling.customer, [card]);
  }
  return [...found.values()];
}

function Case({ cards, view }: { cards: Cards; view: EveningView }) {
  const { t } = useTranslation();
  const [why, setWhy] = useState(false);
  const lead = cards.find((card) => card.row.card === card.ruling.effective) ?? cards[0];
  return (
    <article className={styles.case} aria-label={inSentence(lead.row.company, 80) || t(lead.row.erased ? "leads.erased" : "card.hidden")}>
      <RulingCards ruling={lead.ruling} />
      <RulingBox ruling={lead.ruling} />
      <div className={partStyles.line}>
        <Button small onPress={() => setWhy(!why)} aria-expanded={why}>
          {t("evening.allReasons", { count: lead.ruling.reasons.length })}
        </Button>
        <a href={`#/lead/${encodeURIComponent(lead.row.card)}`}>{t("evening.openLead")}</a>
      </div>
      {why ? <Reasons reasons={lead.ruling.reasons} /> : null}
      {view.supervisor ? <AssignForm card={lead.row.card} ruling={lead.ruling} refused={lead.assignRefused} people={view.people} /> : null}
    </article>
  );
}
