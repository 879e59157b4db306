import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Empty, RuleChip, partStyles } from "../design/parts";
import type { CorrectionRow } from "../host";
import { namelessRow } from "../leads/name";
import { Said } from "../text/Said";
import { CorrectionBox } from "./CorrectionBox";

/** Corrections that wait: those that the person at the desk decides come first. */
export function Waiting({ rows }: { rows: readonly CorrectionRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return <Empty>{t("correction.none")}</Empty>;
  return (
    <div className={styles.scroll}>
      {rows.some(({ correction }) => correction.mayDecide) ? (
        <p className={partStyles.muted}>
          <RuleChip rule="ORD-15" /> {t("correction.deskExplain")}
        </p>
      ) : null}
      <ul className={partStyles.stack}>
        {rows.map(({ row, correction }) => (
          <li key={correction.id} className={styles.case}>
            <a href={`#/lead/${encodeURIComponent(row.card)}`}>
              <Said text={row.company} max={120} empty={namelessRow(row, t)} />
            </a>
            <CorrectionBox card={row.card} correction={correction} />
          </li>
        ))}
      </ul>
    </div>
  );
}
