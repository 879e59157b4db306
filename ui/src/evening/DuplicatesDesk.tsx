import { useState } from "react";
import { useTranslation } from "react-i18next";

import { AssignForm } from "../desk/AssignForm";
import styles from "../desk/desk.module.css";
import { ActionButton, Button } from "../design/Button";
import { Empty, partStyles } from "../design/parts";
import type { EveningCard, EveningView } from "../host";
import { useAction } from "../keyboard/useAction";
import { namelessRow } from "../leads/name";
import { Reasons } from "../ruling/Reasons";
import { RulingBox } from "../ruling/RulingBox";
import { RulingCards } from "../ruling/RulingCards";
import { useKept } from "../shell/kept";
import { useProjected } from "../shell/projected";
import { inSentence } from "../text/safe";

/** Customers with several cards, one after the other: the cards side by side with who proves their times, the ruling under them, and the assignment. */
export function DuplicatesDesk({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const cases = byCustomer(view.duplicates);
  const [place, setPlace] = useKept(`evening/${view.fair}/${view.day}/duplicate`, 0);
  const at = Math.min(place, cases.length - 1);
  useAction("evening.nextCase", () => setPlace(at + 1), at + 1 < cases.length);
  useAction("evening.previousCase", () => setPlace(at - 1), at > 0);
  const cards = cases[at];
  if (!cards) return <Empty>{t("evening.noDuplicates")}</Empty>;
  return (
    <div className={styles.scroll}>
      {cases.length > 1 ? (
        <div className={partStyles.line}>
          <ActionButton id="evening.previousCase" small isDisabled={at === 0} />
          <ActionButton id="evening.nextCase" small isDisabled={at + 1 === cases.length} />
          <span className={styles.place} role="status">
            {t("meeting.place", { at: at + 1, of: cases.length })}
          </span>
        </div>
      ) : null}
      <Case key={cards[0].ruling.customer} cards={cards} view={view} />
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
  const projected = useProjected();
  const [why, setWhy] = useState(false);
  const lead = cards.find((card) => card.row.card === card.ruling.effective) ?? cards[0];
  return (
    <article className={styles.case} aria-label={inSentence(lead.row.company, 80) || namelessRow(lead.row, t)}>
      <RulingCards ruling={lead.ruling} />
      <RulingBox ruling={lead.ruling} />
      <div className={partStyles.line}>
        <Button small onPress={() => setWhy(!why)} aria-expanded={why}>
          {t("evening.allReasons", { count: lead.ruling.reasons.length })}
        </Button>
        {projected ? null : <a href={`#/lead/${encodeURIComponent(lead.row.card)}`}>{t("evening.openLead")}</a>}
      </div>
      {why ? <Reasons reasons={lead.ruling.reasons} /> : null}
      {view.supervisor ? <AssignForm card={lead.row.card} ruling={lead.ruling} refused={lead.assignRefused} people={view.people} /> : null}
    </article>
  );
}
