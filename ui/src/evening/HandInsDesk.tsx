import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Countdown } from "../desk/Countdown";
import { TakeFile } from "../desk/TakeFile";
import { Badge, Panel, partStyles } from "../design/parts";
import type { EveningView, HandInRow, OpenDraftRow } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useProjected } from "../shell/projected";
import { Said } from "../text/Said";
import { Listening } from "./Listening";

/** Who has handed in and who has not; and how a hand-in comes onto this laptop. */
export function HandInsDesk({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const projected = useProjected();
  return (
    <div className={styles.scroll}>
      <div className={projected ? undefined : styles.columns}>
        <Panel title={t("evening.tab.handIns")} side={<Countdown label={t("due.hand_in")} dueMs={view.handInDueMs} done={view.handIns.every((row) => row.statedMs !== null)} />}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t("evening.person")}</th>
                <th className={styles.number}>{t("evening.cards")}</th>
                <th className={styles.number}>{t("evening.drafts")}</th>
                <th className={styles.number}>{t("meeting.fromPaper")}</th>
                <th className={styles.number}>{t("evening.paper")}</th>
                <th>{t("evening.received")}</th>
                <th>{t("evening.statement")}</th>
              </tr>
            </thead>
            <tbody>
              {view.handIns.map((row) => (
                <Row key={row.person} row={row} />
              ))}
            </tbody>
          </table>
        </Panel>
        {view.supervisor && !projected ? (
          <div className={partStyles.stack}>
            <Listening />
            <TakeFile />
          </div>
        ) : null}
      </div>
    </div>
  );
}

function Row({ row }: { row: HandInRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const at = (ms: number | null) => (ms === null ? "—" : moment(ms, words.nowMs, words));
  return (
    <tr>
      <td className={partStyles.strong}>
        <Said text={row.name} max={40} />
      </td>
      <td className={styles.number}>{row.cards}</td>
      <td className={styles.number}>{row.drafts}</td>
      <td className={styles.number}>{row.fromPaper}</td>
      <td className={styles.number}>{row.paper}</td>
      <td>{at(row.receivedMs)}</td>
      <td>
        {row.statedMs === null ? (
          <Badge tone={row.status === "missing" ? "bad" : "warn"}>{t("evening.notStated")}</Badge>
        ) : (
          <Badge tone={row.status === "late" ? "bad" : "good"}>{t("evening.stated", { at: at(row.statedMs) })}</Badge>
        )}{" "}
        {row.unsigned.length > 0 ? <Badge tone="warn">{t("meeting.unsigned", { count: row.unsigned.length })}</Badge> : null}{" "}
        {row.statedMs !== null && row.paper !== row.fromPaper ? <Badge tone="warn">{t("meeting.paperDiffers", { paper: row.paper, cards: row.fromPaper })}</Badge> : null}{" "}
        {row.late ? <Badge tone="bad">{t("evening.late")}</Badge> : null}{" "}
        {row.gaps > 0 ? <Badge tone="bad">{t("evening.gaps", { count: row.gaps })}</Badge> : null}
        {row.unsigned.length > 0 ? <OpenDrafts drafts={row.unsigned} /> : null}
      </td>
    </tr>
  );
}

const DRAFTS_NAMED = 5;

/** What waits for its author's signature: each can be read. */
function OpenDrafts({ drafts }: { drafts: readonly OpenDraftRow[] }) {
  const { t } = useTranslation();
  return (
    <ul className={styles.names}>
      {drafts.slice(0, DRAFTS_NAMED).map(({ card, name }) => (
        <li key={card}>
          <a href={`#/lead/${encodeURIComponent(card)}`}>
            <Said text={name} max={30} empty={t("capture.unknownCompany")} />
          </a>
        </li>
      ))}
      {drafts.length > DRAFTS_NAMED ? <li>{t("meeting.moreDrafts", { count: drafts.length - DRAFTS_NAMED })}</li> : null}
    </ul>
  );
}
