import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import { useCall, type PlanFairRow } from "../host";
import { keep } from "../shell/kept";
import { inSentence } from "../text/safe";

/**
 * What of a fair waits for somebody, on every screen of his: what is not handed over yet (FAIR-03, D1), exhibits that
 * a colleague gives him, and what was lost (FAIR-05).
 */
export function PlanReminder() {
  const { t } = useTranslation();
  const fairs = useCall("plan_fairs", null).data ?? [];
  return (
    <>
      {fairs.flatMap((fair) =>
        waiting(fair, t).map((said) => (
          <Notice key={`${fair.fair}/${said}`} tone="warn">
            <a href="#/fair" onClick={() => keep("fair/fair", fair.fair)}>
              {said}
            </a>
          </Notice>
        )),
      )}
    </>
  );
}

function waiting(fair: PlanFairRow, t: TFunction): string[] {
  const name = inSentence(fair.name, 60);
  const said: string[] = [];
  if (fair.remindDays !== null) {
    const open = fair.open > 0 ? t("plan.remind.open", { count: fair.open }) : t("plan.remind.empty");
    said.push(t("plan.remind.before", { count: fair.remindDays, name }) + open);
  }
  if (fair.awaits) said.push(t("plan.remind.awaits", { name }));
  if (fair.given > 0) said.push(t("plan.remind.given", { count: fair.given, name }));
  if (fair.losses > 0) said.push(t("plan.remind.losses", { count: fair.losses, name }));
  return said;
}
