import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { Badge, Empty, FailureNotice, Panel, RuleChip, partStyles, type Tone } from "../design/parts";
import { failed, useCommand, type ChangeView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useAction } from "../keyboard/useAction";
import { clause, phraseOf } from "../ruling/sentence";
import { Said } from "../text/Said";
import styles from "./day.module.css";

const TONES: Record<string, Tone> = { owner: "accent", helper: "plain", refused: "bad", alert: "warn", effective: "accent" };

/** What changed for the person at the desk since he last looked, each with its why. */
export function Changes({ changes }: { changes: readonly ChangeView[] }) {
  const { t } = useTranslation();
  const seen = useCommand("changes_seen");
  useAction("day.seen", () => seen.mutate(null), changes.length > 0);
  return (
    <Panel
      title={t("day.changes", { count: changes.length })}
      side={changes.length > 0 ? <ActionButton id="day.seen" small isPending={seen.isPending} /> : null}
    >
      <FailureNotice failure={failed(seen)} />
      {changes.length === 0 ? <Empty>{t("day.noChanges")}</Empty> : null}
      <ul className={styles.changes}>
        {changes.map((change, index) => (
          <Change key={index} change={change} />
        ))}
      </ul>
    </Panel>
  );
}

function Change({ change }: { change: ChangeView }) {
  const { t } = useTranslation();
  const words = useWords();
  const said = phraseOf(change.why, words);
  return (
    <li className={styles.change}>
      <time className={partStyles.muted}>{moment(change.atMs, words.nowMs, words)}</time>
      <Badge tone={TONES[change.kind] ?? "plain"}>{t(`change.${change.kind}`, { defaultValue: change.kind })}</Badge>
      <div>
        <a href={`#/lead/${encodeURIComponent(change.card)}`}>
          <Said text={change.company} max={80} empty={t(change.kind === "erased" ? "leads.erased" : "card.hidden")} />
        </a>
        <div>
          {clause(change.why, words)} <RuleChip rule={change.why.rule} />
          {said ? <span className={partStyles.muted}> {t("ruling.quoted", { phrase: said })}</span> : null}
        </div>
      </div>
    </li>
  );
}
