import { useTranslation } from "react-i18next";

import styles from "../../desk/desk.module.css";
import { ActionButton, Button } from "../../design/Button";
import { Badge, Empty, FailureNotice, Panel, RuleChip, partStyles } from "../../design/parts";
import { failed, useCommand, type MeetingView, type TurnRow } from "../../host";
import { list } from "../../i18n/format";
import { useAction } from "../../keyboard/useAction";
import { inSentence } from "../../text/safe";
import { Said } from "../../text/Said";

/** Whose turn it is to countersign whose cards; who is at the desk signs his own turns by one key (FAIR-10). */
export function Countersign({ meeting }: { meeting: MeetingView }) {
  const { t, i18n } = useTranslation();
  const countersign = useCommand("countersign");
  const mine = meeting.turns.filter((turn) => turn.mine).flatMap((turn) => turn.open);
  const sign = (cards: string[]) => cards.length > 0 && !countersign.isPending && countersign.mutate({ cards });
  useAction("evening.turns", () => sign(mine), mine.length > 0);
  if (meeting.turns.length === 0) return <Empty>{t("evening.noCards")}</Empty>;
  const verb = (turn: TurnRow) => t(turn.mine ? "meeting.turns.sign" : "meeting.turns.signAnyway");
  const names = (people: readonly string[]) => list(people.map((name) => inSentence(name, 40)), i18n.language);
  return (
    <div className={styles.scroll}>
      <Panel title={t("meeting.turns.title")} side={<ActionButton id="evening.turns" small look="primary" isDisabled={mine.length === 0} />}>
        <p className={partStyles.muted}>
          <RuleChip rule="FAIR-10" /> {t("meeting.turns.explain")}
        </p>
        <FailureNotice failure={failed(countersign)} />
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("meeting.turns.of")}</th>
              <th className={styles.number}>{t("evening.cards")}</th>
              <th className={styles.number}>{t("meeting.turns.open")}</th>
              <th>{t("meeting.turns.before")}</th>
              <th>{t("meeting.turns.leader")}</th>
              <th>{t("evening.countersigned")}</th>
            </tr>
          </thead>
          <tbody>
            {meeting.turns.map((turn) => (
              <tr key={turn.person}>
                <td className={partStyles.strong}>
                  <Said text={turn.name} max={40} />
                </td>
                <td className={styles.number}>{turn.cards}</td>
                <td className={styles.number}>{turn.open.length}</td>
                <td>{turn.before.length > 0 ? names(turn.before) : "—"}</td>
                <td>
                  {turn.leaderName ? <Said text={turn.leaderName} max={40} /> : <Badge tone="warn">{t("meeting.turns.nobody")}</Badge>}{" "}
                  <Remarks turn={turn} names={names} />
                </td>
                <td>
                  {turn.may && turn.open.length > 0 ? (
                    <Button
                      small
                      isPending={countersign.isPending}
                      onPress={() => sign(turn.open)}
                      aria-label={t("meeting.turns.signOf", { sign: verb(turn), name: inSentence(turn.name, 40), count: turn.open.length })}
                    >
                      {verb(turn)}
                    </Button>
                  ) : turn.open.length === 0 ? (
                    <Badge tone="good">{t("card.countersigned")}</Badge>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}

function Remarks({ turn, names }: { turn: TurnRow; names: (people: readonly string[]) => string }) {
  const { t } = useTranslation();
  return (
    <>
      {turn.repeats ? <Badge>{t("meeting.turns.repeats")}</Badge> : null}{" "}
      {turn.outOfTurn.length > 0 ? <Badge tone="warn">{t("meeting.turns.outOfTurn", { names: names(turn.outOfTurn) })}</Badge> : null}
    </>
  );
}
