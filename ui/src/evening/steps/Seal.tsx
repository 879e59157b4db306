import { useTranslation } from "react-i18next";

import styles from "../../desk/desk.module.css";
import { ActionButton } from "../../design/Button";
import { Badge, Panel, partStyles } from "../../design/parts";
import type { EveningView, MeetingView } from "../../host";
import { moment } from "../../i18n/format";
import { useWords } from "../../i18n/useWords";
import { useAction } from "../../keyboard/useAction";
import { Said } from "../../text/Said";
import { shortCode } from "../code";
import { Missing } from "../SealButton";
import { SealClock } from "../SealClock";
import { since } from "./steps";

/** The clock, what is missing before sealing, and every package that was sealed. */
export function Seal({ view, meeting, onOpen }: { view: EveningView; meeting: MeetingView; onOpen: (hash: string) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const newest = meeting.seals.at(-1);
  const later = since(view);
  useAction("evening.package", () => newest && onOpen(newest.package), newest !== undefined);
  return (
    <div className={styles.scroll}>
      <div className={styles.columns}>
        <Panel title={t("meeting.seal.title")}>
          <SealClock view={view} meeting={meeting} />
          {later > 0 ? <p>{t("meeting.seal.since", { count: later })}</p> : null}
          <div className={partStyles.line}>
            <ActionButton id="evening.seal" look={newest && later === 0 ? "plain" : "primary"} isDisabled={newest !== undefined && later === 0} />
            <ActionButton id="evening.package" isDisabled={newest === undefined} />
          </div>
        </Panel>
        <Panel title={t("meeting.seal.missing")}>
          <Missing view={view} meeting={meeting} />
        </Panel>
      </div>
      {meeting.seals.length > 0 ? (
        <Panel title={t("meeting.seal.packages")}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t("hq.sealed")}</th>
                <th className={styles.number}>{t("evening.cards")}</th>
                <th>{t("meeting.seal.code")}</th>
                <th>{t("meeting.seal.received")}</th>
                <th>{t("common.reason")}</th>
              </tr>
            </thead>
            <tbody>
              {meeting.seals.map((seal) => (
                <tr key={seal.package}>
                  <td>{moment(seal.atMs, words.nowMs, words)}</td>
                  <td className={styles.number}>{seal.cards}</td>
                  <td>{shortCode(seal.package)}</td>
                  <td>{seal.receivedMs === null ? <Badge tone="warn">{t("meeting.seal.unsent")}</Badge> : moment(seal.receivedMs, words.nowMs, words)}</td>
                  <td>
                    <Said text={seal.reason} max={300} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Panel>
      ) : null}
    </div>
  );
}
