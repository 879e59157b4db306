import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import { useCall, type PlanFairRow } from "../host";
import { inSentence } from "../text/safe";

/** What of a fair is not handed over yet, on every screen of whoever is to see to it (FAIR-03, D1). */
export function PlanReminder() {
  const fairs = useCall("plan_fairs", null).data ?? [];
  const said = fairs.filter((fair) => fair.remindDays !== null || fair.awaits);
  return (
    <>
      {said.map((fair) => (
        <Reminder key={fair.fair} fair={fair} />
      ))}
    </>
  );
}

function Reminder({ fair }: { fair: PlanFairRow }) {
  const { t } = useTranslation();
  const name = inSentence(fair.name, 60);
  const open = fair.open > 0 ? t("plan.remind.open", { count: fair.open }) : t("plan.remind.empty");
  const said = fair.remindDays === null ? t("plan.remind.awaits", { name }) : t("plan.remind.before", { count: fair.remindDays, name }) + open;
  return (
    <Notice tone="warn">
      <a href="#/fair">{said}</a>
    </Notice>
  );
}
