import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Badge, Empty, Panel, type Tone } from "../design/parts";
import type { PackageRow } from "../host";
import { dayName, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Said } from "../text/Said";

const TONES: Record<string, Tone> = { in_time: "good", open: "plain", sealed_in_time_sent_late: "warn", late: "bad", missing: "bad" };

/** Day packages received and missing (FAIR-08). */
export function Packages({ rows }: { rows: readonly PackageRow[] }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  if (rows.length === 0) return <Empty>{t("hq.noPackages")}</Empty>;
  return (
    <div className={styles.scroll}>
      <Panel title={t("hq.tab.packages")}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("evening.fair")}</th>
              <th>{t("evening.day")}</th>
              <th>{t("hq.status")}</th>
              <th className={styles.number}>{t("evening.cards")}</th>
              <th>{t("hq.sealed")}</th>
              <th>{t("common.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.fair}/${row.day}`}>
                <td>
                  <Said text={row.fairName} max={60} />
                </td>
                <td>{dayName(row.day, i18n.language)}</td>
                <td>
                  <Badge tone={TONES[row.status] ?? "plain"}>{t(`package.${row.status}`, { defaultValue: row.status })}</Badge>
                </td>
                <td className={styles.number}>{row.cards}</td>
                <td>{row.sealedMs === null ? "—" : moment(row.sealedMs, words.nowMs, words)}</td>
                <td>
                  <Said text={row.reason} max={300} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}
