import { useTranslation } from "react-i18next";

import { Badge, Empty, Panel, RuleChip, partStyles } from "../design/parts";
import type { CardInput, DuplicateHint, NeighbourHint } from "../host";
import { duration } from "../i18n/duration";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import styles from "./capture.module.css";
import own from "./hints.module.css";
import { useForm } from "./useCapture";
import { useNeighbours } from "./useNeighbours";

const RULE: Record<DuplicateHint["outcome"], string> = {
  theyCountYouHelp: "DUP-01",
  ownerStays: "DUP-09",
  yoursAlready: "DUP-09",
  yourEarlierCounts: "DUP-11",
  somebodyDecides: "DUP-02",
  tie: "DUP-07",
  taken: "DUP-01",
  askedTooOften: "SYN-05",
};

/**
 * Cards on this laptop that may be the same customer, and what a signature now would lead to; under them what
 * colleagues' laptops at the booth answer, a moment later.
 */
export function Duplicates({ hints }: { hints: readonly DuplicateHint[] }) {
  const { t } = useTranslation();
  const { hints: neighbours, left, here } = useNeighbours(useForm());
  return (
    <div className={`${styles.duplicates} ${own.steady}`}>
      <Panel title={t("capture.duplicates")} label={t("capture.duplicates")}>
        {hints.length + here.length + neighbours.length === 0 ? <Empty>{t("capture.noDuplicates")}</Empty> : null}
        <ul aria-live="polite">
          {hints.map((hint) => (hint.card === "" ? <Taken key={hint.outcome} hint={hint} /> : <Hint key={hint.card} hint={hint} />))}
          {here.map((hint) => (
            <Hint key={hint.card} hint={hint} left={left} />
          ))}
          {neighbours.map((hint) => (
            <Neighbour key={`${hint.sure}/${hint.outcome}`} hint={hint} left={left} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

/** A card on this laptop, against the one in the form, or against the one that has just left it. */
function Hint({ hint, left }: { hint: DuplicateHint; left?: CardInput | undefined }) {
  const { t } = useTranslation();
  const now = hint.minutesBefore < 1 ? "Now" : "";
  const ago = duration(hint.minutesBefore * 60_000, t, { least: "minute" });
  return (
    <li className={styles.hint}>
      <div className={styles.hintHead}>
        <strong className={styles.grow}>
          <Said text={hint.company} empty={t(hint.erased ? "leads.erased" : "card.hidden")} max={80} />
        </strong>
        <Said text={hint.person} max={40} empty="" />
        <Sure sure={hint.sure} />
      </div>
      <div className={partStyles.muted}>
        {t(`capture.before.${hint.own ? "own" : "their"}${now}`, { signer: inSentence(hint.signer, 40), ago })}
      </div>
      <Left card={left} />
      <div>
        <RuleChip rule={RULE[hint.outcome]} />{" "}
        {t(left ? `hints.leftHere.${hint.outcome}` : hint.outcome === "tie" ? "hints.tie" : `capture.outcome.${hint.outcome}`, {
          signer: inSentence(hint.signer, 40),
          owner: inSentence(hint.owner, 40) || inSentence(hint.signer, 40),
        })}
      </div>
    </li>
  );
}

/** All that may be said of a customer whose cards this person may not see (P35), or that nothing is said for a minute. */
function Taken({ hint }: { hint: DuplicateHint }) {
  const { t } = useTranslation();
  const asked = hint.outcome === "askedTooOften";
  const which = asked ? "askedTooOften" : hint.sure ? "taken" : "takenProbably";
  return (
    <li className={styles.hint}>
      <div className={styles.hintHead}>
        <strong className={styles.grow}>{t(`hints.${which}`)}</strong>
        {asked ? null : <Sure sure={hint.sure} />}
      </div>
      <div>
        {asked ? null : <RuleChip rule={hint.sure ? RULE.taken : RULE.somebodyDecides} />} {t(`hints.${which}Then`)}
      </div>
    </li>
  );
}

/** What a colleague's laptop at the booth answered: that there is a card, since when, and nothing of what is on it. */
function Neighbour({ hint, left }: { hint: NeighbourHint; left: CardInput | undefined }) {
  const { t } = useTranslation();
  const ago = duration(hint.minutesBefore * 60_000, t, { least: "minute" });
  const when = hint.minutesBefore < 1 ? "Now" : "";
  return (
    <li className={styles.hint}>
      <div className={styles.hintHead}>
        <strong className={own.whole}>{t(`hints.neighbour${hint.sure ? "" : "Probably"}${when}`, { ago })}</strong>
        <Sure sure={hint.sure} />
      </div>
      <Left card={left} />
      <div>
        <RuleChip rule={RULE[hint.outcome]} /> {t(`hints.${left ? "leftThen" : "neighbourThen"}.${hint.outcome}`)}
      </div>
    </li>
  );
}

/** That this is about the card that was signed a moment ago. */
function Left({ card }: { card: CardInput | undefined }) {
  const { t } = useTranslation();
  return card ? <div className={partStyles.muted}>{t("hints.left", { company: inSentence(card.company, 60) })}</div> : null;
}

function Sure({ sure }: { sure: boolean }) {
  const { t } = useTranslation();
  return <Badge tone={sure ? "accent" : "warn"}>{sure ? t("capture.sure") : t("capture.probable")}</Badge>;
}
