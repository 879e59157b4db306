import { useTranslation } from "react-i18next";

import { Panel, RuleChip, partStyles } from "../design/parts";
import { useCall } from "../host";
import { Affair } from "./Affair";

/** What is proposed about the person at the desk; nobody misses what is not there (PEN-02). */
export function AboutMe() {
  const { t } = useTranslation();
  const rows = useCall("about_me", null).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t("penalty.aboutMe", { affairs: rows.length })}>
      <div className={partStyles.stack}>
        <p className={partStyles.muted}>
          <RuleChip rule="PEN-01" /> {t("penalty.aboutMeExplain")}
        </p>
        {rows.map((row) => (
          <Affair key={`${row.matter.fair}/${row.matter.day}/${row.matter.offence}/${row.matter.about ?? ""}`} row={row} />
        ))}
      </div>
    </Panel>
  );
}
