import { useTranslation } from "react-i18next";

import { Badge, Facts, Notice, Panel, RuleChip, partStyles } from "../design/parts";
import type { CaseView, OutcomeView } from "../host";
import { list, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Reasons } from "../ruling/Reasons";
import { clause, ownerName } from "../ruling/sentence";
import { inSentence, safeText } from "../text/safe";
import { Said } from "../text/Said";
import styles from "./case.module.css";
import { DecideCase } from "./DecideCase";

/** What came after a ruling was final: both outcomes side by side, what came late, and who decides (OWN-12). */
export function CasePanel({ card, open, mayDecide }: { card: string; open: CaseView; mayDecide: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const authority = open.authority === "hq" ? t("authority.hq") : inSentence(open.authorityName);
  return (
    <Panel title={t("case.title")} side={<RuleChip rule="OWN-12" />}>
      <div className={partStyles.stack} data-testid="case">
        <p>{t("case.explain", { since: moment(open.sinceMs, words.nowMs, words), authority })}</p>
        <ul className={styles.causes} aria-label={t("case.because")}>
          {open.because.map((cause, index) => (
            <li key={index}>{clause(cause, words, "cause")}</li>
          ))}
        </ul>
        <div className={styles.sides}>
          <Side name={t("case.standing")} outcome={open.standing} other={open.proposed} badge={open.recommended ? "" : t("case.recommended")} />
          <Side name={t(open.appeal ? "case.rejected" : "case.proposed")} outcome={open.proposed} other={open.standing} badge={open.recommended ? t("case.recommended") : ""} />
          {open.joined.map((joined, index) => (
            <Side key={index} name={t("case.joined")} outcome={joined} other={open.standing} badge="" />
          ))}
        </div>
        {open.servedMs === null ? null : (
          <Notice tone="warn">{t("case.served", { owner: ownerName(open.standing, words), at: moment(open.servedMs, words.nowMs, words) })}</Notice>
        )}
        {open.appeal ? (
          <blockquote className={styles.appeal}>
            {t("case.appealed", { by: inSentence(open.appeal.by, 40), at: moment(open.appeal.atMs, words.nowMs, words) })}
            <bdi>{safeText(open.appeal.reason)}</bdi>
          </blockquote>
        ) : (
          <details>
            <summary>{t("case.why")}</summary>
            <Reasons reasons={open.reasons} />
          </details>
        )}
        {mayDecide ? <DecideCase card={card} open={open} /> : <p className={partStyles.muted}>{t("case.notYours", { authority })}</p>}
      </div>
    </Panel>
  );
}

/** One outcome; what differs from the other stands out. */
function Side({ name, outcome, other, badge }: { name: string; outcome: OutcomeView; other: OutcomeView; badge: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const differs = (same: boolean, text: string) => (same ? text : <mark className={styles.differs}>{text}</mark>);
  const signer = outcome.signerName ? inSentence(outcome.signerName, 40) : t("case.noCard");
  const credit = outcome.creditName ? inSentence(outcome.creditName, 40) : t("case.nobody");
  const helpers = outcome.helperNames.map((helper) => inSentence(helper, 40));
  return (
    <section className={styles.side} aria-label={name}>
      <h3>
        <Said text={name} /> {badge ? <Badge tone="accent">{badge}</Badge> : null}
      </h3>
      <Facts
        rows={[
          [t("case.owner"), differs(outcome.owner === other.owner, ownerName(outcome, words))],
          [t("case.effective"), differs(outcome.effective === other.effective, signer)],
          [t("case.credit"), differs(outcome.creditName === other.creditName, credit)],
          [t("case.helpers"), helpers.length > 0 ? list(helpers, words.language) : t("case.nobody")],
        ]}
      />
    </section>
  );
}
