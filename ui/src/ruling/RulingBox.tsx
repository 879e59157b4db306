import { useTranslation } from "react-i18next";

import { Badge, type Tone } from "../design/parts";
import { partStyles } from "../design/parts";
import type { RulingView } from "../host";
import { useWords } from "../i18n/useWords";
import styles from "./ruling.module.css";
import { rulingSentence } from "./sentence";

const TONES: Record<string, Tone> = { provisional: "warn", registered: "accent", final: "good" };

/** The ruling as one plain sentence, and how firm it is. */
export function RulingBox({ ruling }: { ruling: RulingView }) {
  const words = useWords();
  const { t } = useTranslation();
  return (
    <div className={partStyles.stack}>
      <p className={styles.sentence} data-testid="ruling">
        {rulingSentence(ruling, words)}
      </p>
      <p className={partStyles.line}>
        <StateBadge state={ruling.state} />
        <Badge>{t(`territory.${ruling.territory}`)}</Badge>
        {ruling.undecided ? <Badge tone="warn">{t("ruling.undecided")}</Badge> : null}
        <span className={`${partStyles.muted} ${partStyles.small}`}>{t(`state.explain.${firmness(ruling)}`)}</span>
      </p>
    </div>
  );
}

export function StateBadge({ state }: { state: string }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state] ?? "plain"}>{t(`state.${state}`)}</Badge>;
}

/** Why it is as firm as it is: a final ruling waited, or had nobody to wait for (SYN-03). */
function firmness({ state, rosterComplete }: RulingView): string {
  return state === "final" && rosterComplete ? "finalByRoster" : state;
}
