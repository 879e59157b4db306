import { useTranslation } from "react-i18next";

import styles from "../../desk/desk.module.css";
import { Empty, Panel, RuleChip, partStyles } from "../../design/parts";
import type { EveningView } from "../../host";
import { namelessRow } from "../../leads/name";
import { rowOwner } from "../../leads/owner";
import { Said } from "../../text/Said";
import { Pool } from "../Pool";
import { customers } from "./steps";

/** Forms that visitors filled and nobody attended to: they are for the pool, and nobody's by having typed them (OWN-07). */
export function Unattended({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const rows = customers(view, (card) => card.unattended);
  if (rows.length === 0) return <Empty>{t("meeting.pool.none")}</Empty>;
  return (
    <div className={styles.scroll}>
      <Pool fair={view.fair} />
      <Panel title={t("meeting.pool.title", { count: rows.length })}>
        <p className={partStyles.muted}>
          <RuleChip rule="OWN-07" /> {t("meeting.pool.explain")}
        </p>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("field.company")}</th>
              <th>{t("field.site")}</th>
              <th>{t("evening.territory")}</th>
              <th>{t("leads.owner")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ row, ruling }) => (
              <tr key={row.card}>
                <td>
                  <Said text={row.company} max={120} empty={namelessRow(row, t)} />
                </td>
                <td>
                  <Said text={row.site} max={40} />
                </td>
                <td>{t(`territory.short.${ruling.territory}`)}</td>
                <td>{rowOwner(row, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}
