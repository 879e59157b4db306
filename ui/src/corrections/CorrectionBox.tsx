import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Badge, FailureNotice, RuleChip, partStyles, type Tone } from "../design/parts";
import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCommand, type CorrectionView } from "../host";
import { list, moment, together } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import styles from "./corrections.module.css";
import { labelOf } from "./fields";

const TONES: Record<string, Tone> = { waits: "warn", approved: "good", rejected: "bad", void: "bad" };

/** One correction: what would stand where, how it stands, and what it does to the card's rank. */
export function CorrectionBox({ card, correction }: { card: string; correction: CorrectionView }) {
  const { t } = useTranslation();
  const words = useWords();
  // In one sentence, one without its day would be taken for the day of the other.
  const both = together([correction.signedMs, correction.atMs], words);
  const at = (ms: number) => moment(ms, words.nowMs, words);
  const waits = correction.state === "waits";
  const name = (text: string) => inSentence(text, 40);
  return (
    <div className={styles.box}>
      <div className={partStyles.line}>
        <Badge tone={TONES[correction.state] ?? "plain"}>{t(`correction.state.${correction.state}`, { defaultValue: correction.state })}</Badge>
        <span>{t("correction.asked", { by: name(correction.by), at: at(correction.atMs) })}</span>
        <RuleChip rule={correction.rule} />
      </div>
      <table className={styles.fields}>
        <tbody>
          {correction.fields.map((field) => (
            <tr key={field.name}>
              <th scope="row">{t(labelOf(field.name), { defaultValue: field.name })}</th>
              <td>
                <Value name={field.name} text={field.was} struck={correction.state === "approved"} />
              </td>
              <td aria-hidden="true">→</td>
              <td>
                <Value name={field.name} text={field.now} struck={correction.state === "rejected" || correction.state === "void"} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {correction.reason ? <p className={partStyles.muted}>{t("correction.why", { reason: inSentence(correction.reason) })}</p> : null}
      {waits && correction.newCard ? (
        <p>
          {t("correction.wouldBeNew", { was: moment(correction.signedMs, words.nowMs, both), at: moment(correction.atMs, words.nowMs, both) })}
          {correction.overtakenBy.length > 0
            ? t("correction.overtaken", { who: list(correction.overtakenBy.map(name), words.language) })
            : null}
        </p>
      ) : null}
      {correction.decidedMs === null ? null : (
        <p>
          {t(`correction.decided.${correction.state}`, { by: name(correction.decidedBy), at: at(correction.decidedMs) })}
          {correction.decidedReason ? t("correction.saying", { reason: inSentence(correction.decidedReason) }) : null}
        </p>
      )}
      {correction.mayDecide ? <Decide card={card} correction={correction} /> : null}
    </div>
  );
}

function Value({ name, text, struck }: { name: string; text: string | null; struck: boolean }) {
  const { t } = useTranslation();
  if (text === null) return <span className={partStyles.muted}>{t("correction.hidden")}</span>;
  if (text === "") return <span className={partStyles.muted}>{t("correction.empty")}</span>;
  if (name === "source") return <>{t(`source.${text.split(":")[0]}`, { defaultValue: text })}</>;
  if (name === "stable") return <>{t(`capture.stable.${text === "true" ? "yes" : "no"}`)}</>;
  const said = <Said text={text} max={300} />;
  return struck ? <s>{said}</s> : said;
}

/** A leader's word; a rejection says why. */
function Decide({ card, correction }: { card: string; correction: CorrectionView }) {
  const { t } = useTranslation();
  const [rejecting, setRejecting] = useState(false);
  const decide = useCommand("correction_decide");
  const say = (approve: boolean, reason: string) =>
    decide.mutate({ card, correction: correction.id, approve, reason }, { onSuccess: () => setRejecting(false) });
  const what = list(
    correction.fields.map((field) => t(labelOf(field.name), { defaultValue: field.name })),
    useWords().language,
  );
  return (
    <div className={partStyles.line}>
      <Button look="primary" small isPending={decide.isPending} aria-label={t("correction.approveOf", { what })} onPress={() => say(true, "")}>
        {t("correction.approve")}
      </Button>
      <Button small aria-label={t("correction.rejectOf", { what })} onPress={() => setRejecting(true)}>
        {t("correction.reject")}
      </Button>
      {rejecting ? null : <FailureNotice failure={failed(decide)} />}
      <ReasonDialog
        title={t("correction.rejectTitle")}
        explain={t("correction.rejectExplain")}
        confirm={t("correction.reject")}
        open={rejecting}
        required
        of={`reject/${correction.id}`}
        pending={decide.isPending}
        failure={rejecting ? failed(decide) : undefined}
        onClose={() => setRejecting(false)}
        onConfirm={(reason) => say(false, reason)}
      />
    </div>
  );
}
