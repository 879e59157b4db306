import { useTranslation } from "react-i18next";

import { AssignForm } from "../desk/AssignForm";
import { Countdown } from "../desk/Countdown";
import { Facts, partStyles } from "../design/parts";
import type { EveningCard, EveningView } from "../host";
import { Reasons } from "../ruling/Reasons";
import { RulingBox } from "../ruling/RulingBox";
import { namelessRow } from "../leads/name";
import { useProjected } from "../shell/projected";
import { Said } from "../text/Said";

/**
 * The card at hand: who, what, the ruling on its customer, and to whom it may go. Why a customer is not
 * for the supervisor to assign stands there; a group leader assigns nothing, and is told nothing of it.
 */
export function CardDetail({ card, view, onAssigned }: { card: EveningCard; view: Pick<EveningView, "supervisor" | "people">; onAssigned?: (to: string) => void }) {
  const { t } = useTranslation();
  const projected = useProjected();
  const { row, ruling } = card;
  return (
    <>
      <div className={partStyles.stack}>
        <h2>
          <Said text={row.company} max={200} empty={namelessRow(row, t)} />
        </h2>
        <Facts
          rows={[
            ...(projected ? [] : ([
            [t("field.person"), <Said key="person" text={row.person} max={80} />],
            [t("field.phone"), <Said key="phone" text={row.phone} max={60} />],
            [t("field.matter"), <Said key="matter" text={card.matter} max={300} />],
            ] as const)),
            [t("field.site"), <Said key="site" text={row.site} max={80} />],
            [t("field.source"), t(`source.${card.source.split(":")[0]}`, { defaultValue: card.source })],
          ]}
        />
      </div>
      <RulingBox ruling={ruling} />
      {card.assignDueMs === null ? null : <Countdown label={t("due.assign")} dueMs={card.assignDueMs} />}
      {view.supervisor || card.assignRefused === "" ? (
        <AssignForm card={row.card} ruling={ruling} refused={card.assignRefused} people={view.people} {...(onAssigned ? { onAssigned } : {})} />
      ) : null}
      <h3>{t("lead.reasons")}</h3>
      <Reasons reasons={ruling.reasons} />
      {projected ? null : <a href={`#/lead/${encodeURIComponent(row.card)}`}>{t("evening.openLead")}</a>}
    </>
  );
}
