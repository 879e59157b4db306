import { useTranslation } from "react-i18next";

import { Badge, Notice, type Tone } from "../design/parts";
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
        <span className={`${partStyles.muted} ${partStyles.small}`}>
          {t(`state.explain.${firmness(ruling)}`)} {t("state.rules", { version: ruling.rulesVersion })}
        </span>
      </p>
      <OtherRules ruling={ruling} />
    </div>
  );
}

export function StateBadge({ state }: { state: string }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state] ?? "plain"}>{t(`state.${state}`)}</Badge>;
}

/** The company has ruled by other rules than this program knows: what stands here is not what counts. */
function OtherRules({ ruling: { state, registeredRules: registered, rulesVersion: own } }: { ruling: RulingView }) {
  const { t } = useTranslation();
  // What is registered is these very bytes, whoever made them.
  if (state !== "provisional" || registered === null || registered === own) return null;
  return <Notice>{t(registered > own ? "state.newerRules" : "state.olderRules", { registered, own })}</Notice>;
}

/** Why it is as firm as it is: a final ruling waited, or had nobody to wait for (SYN-03). */
function firmness({ state, rosterComplete }: RulingView): string {
  return state === "final" && rosterComplete ? "finalByRoster" : state;
}
