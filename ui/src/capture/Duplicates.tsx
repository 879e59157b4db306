import { useTranslation } from "react-i18next";

import { Badge, Empty, Panel, RuleChip, partStyles } from "../design/parts";
import type { DuplicateHint } from "../host";
import { duration } from "../i18n/duration";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import styles from "./capture.module.css";

const RULE: Record<DuplicateHint["outcome"], string> = {
  theyCountYouHelp: "DUP-01",
  ownerStays: "DUP-09",
  yoursAlready: "DUP-09",
  yourEarlierCounts: "DUP-11",
  somebodyDecides: "DUP-02",
};

/** Cards on this laptop that may be the same customer, and what a signature now would lead to. */
export function Duplicates({ hints }: { hints: readonly DuplicateHint[] }) {
  const { t } = useTranslation();
  return (
    <div className={styles.duplicates}>
      <Panel title={t("capture.duplicates")} label={t("capture.duplicates")}>
        {hints.length === 0 ? <Empty>{t("capture.noDuplicates")}</Empty> : null}
        <ul aria-live="polite">
          {hints.map((hint) => (
            <Hint key={hint.card} hint={hint} />
          ))}
        </ul>
      </Panel>
    </div>
  );
}

function Hint({ hint }: { hint: DuplicateHint }) {
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
        <Badge tone={hint.sure ? "accent" : "warn"}>{hint.sure ? t("capture.sure") : t("capture.probable")}</Badge>
      </div>
      <div className={partStyles.muted}>
        {t(`capture.before.${hint.own ? "own" : "their"}${now}`, { signer: inSentence(hint.signer, 40), ago })}
      </div>
      <div>
        <RuleChip rule={RULE[hint.outcome]} />{" "}
        {t(`capture.outcome.${hint.outcome}`, {
          signer: inSentence(hint.signer, 40),
          owner: inSentence(hint.owner, 40) || inSentence(hint.signer, 40),
        })}
      </div>
    </li>
  );
}
