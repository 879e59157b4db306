import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Empty, RuleChip, partStyles } from "../design/parts";
import type { AlertRow } from "../host";
import { dayName } from "../i18n/format";
import { inSentence } from "../text/safe";
import { CardLinks } from "./CardLinks";

/** What somebody should look at. It accuses nobody, and changes no ruling. */
export function Alerts({ rows }: { rows: readonly AlertRow[] }) {
  const { t } = useTranslation();
  if (rows.length === 0) return <Empty>{t("penalty.noAlerts")}</Empty>;
  return (
    <>
      <p className={partStyles.muted}>{t("penalty.alertsExplain")}</p>
      {rows.map((row, index) => (
        <Alert key={index} row={row} />
      ))}
    </>
  );
}

function Alert({ row }: { row: AlertRow }) {
  const { t, i18n } = useTranslation();
  const name = inSentence(row.name, 40);
  const beside = inSentence(row.besideName, 40);
  const day = row.day ? dayName(row.day, i18n.language) : "";
  const said = t(`penalty.alert.${row.kind}${row.kind === "favour" && beside ? "Draft" : ""}`, { name, beside, day, cards: row.count });
  return (
    <article className={styles.case} aria-label={said}>
      <div>
        <RuleChip rule={row.rule} /> {said}
      </div>
      <CardLinks cards={row.cards} count={row.count} />
    </article>
  );
}
