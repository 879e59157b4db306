import { useTranslation } from "react-i18next";

import { FailureNotice, Panel, partStyles } from "../design/parts";
import { failed, useCall } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";

const LAYOUTS = ["print", "pdf", "xlsx", "csv", "vcard", "odoo", "espocrm", "salesforce"];

/** Who took out what, and how much: one's own, and at headquarters everybody's. */
export function Exports({ everybody }: { everybody: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const exports = useCall("exports", null);
  const rows = exports.data ?? [];
  if (rows.length === 0) return <FailureNotice failure={failed(exports)} />;
  const layout = (name: string) => (LAYOUTS.includes(name) ? t(`lists.layoutOf.${name}`) : name);
  return (
    <Panel title={t(everybody ? "lists.exportsOfAll" : "lists.exports")} label={t("lists.exports")}>
      <ul className={partStyles.stack}>
        {rows.map((row) => (
          <li key={`${row.by} ${row.export}`}>
            <strong>{inSentence(row.by, 40)}</strong> · {moment(row.atMs, words.nowMs, words)} · {t("counted.cards", { count: row.cards })} ·{" "}
            {layout(row.layout)} <code className={partStyles.mono}>{row.export}</code>
            {row.text ? <span className={partStyles.muted}> · {inSentence(row.text, 40)}</span> : null}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
