import { useTranslation } from "react-i18next";

import type { ReasonView } from "../host";
import { useWords } from "../i18n/useWords";
import { RuleChip } from "../design/parts";
import styles from "./ruling.module.css";
import { clause, phraseOf, ruleTitle } from "./sentence";

/** Every reason with its rule, the rule's title and the company's own phrase. */
export function Reasons({ reasons, group = "reason" }: { reasons: readonly ReasonView[]; group?: "reason" | "turn" }) {
  const words = useWords();
  return (
    <ol className={styles.reasons}>
      {reasons.map((reason, index) => (
        <li key={index}>
          <RuleChip rule={reason.rule} /> {clause(reason, words, group)}
          <Phrase rule={reason.rule} said={phraseOf(reason, words)} />
        </li>
      ))}
    </ol>
  );
}

/** The rule's title and phrase; where the company's documents are silent, that is said. */
export function Phrase({ rule, said = "" }: { rule: string; said?: string }) {
  const { t } = useTranslation();
  const title = ruleTitle(rule, { t });
  return (
    <span className={styles.phrase}>
      {said ? t("ruling.titled", { title, quoted: t("ruling.quoted", { phrase: said }) }) : title ? t("ruling.derived", { title }) : rule}
    </span>
  );
}
