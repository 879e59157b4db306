import { useTranslation } from "react-i18next";

import { Panel, partStyles } from "../design/parts";
import { useCall, type OutstandingRow } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Said } from "../text/Said";

/** Asked again while headquarters looks on: laptops answer one by one. */
const ASK_AGAIN_MS = 15_000;

/** Laptops that may still hold what they should not. Only while there are any; offline nobody knows. */
export function Outstanding() {
  const { t } = useTranslation();
  const rows = useCall("outstanding", null, { refetchMs: ASK_AGAIN_MS }).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t("outstanding.title")}>
      <ul className={partStyles.stack}>
        {rows.map((row) => (
          <Row key={row.enrolment} row={row} />
        ))}
      </ul>
      <p className={partStyles.muted}>{t("outstanding.note")}</p>
    </Panel>
  );
}

function Row({ row }: { row: OutstandingRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const at = (ms: number) => moment(ms, words.nowMs, words);
  const since = at(row.sinceMs);
  return (
    <li>
      <strong>
        <Said text={row.name} max={40} /> · <Said text={row.device} max={60} />
      </strong>{" "}
      {row.cards === 0 ? t("outstanding.everything", { since }) : t("outstanding.cards", { since, count: row.cards })}{" "}
      <span className={partStyles.muted}>
        {row.lastContactMs === null ? t("outstanding.never") : t("outstanding.last", { at: at(row.lastContactMs) })}
      </span>
    </li>
  );
}
