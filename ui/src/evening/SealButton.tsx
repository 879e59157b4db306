import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { Notice, RuleChip, partStyles } from "../design/parts";
import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCall, useCommand, type EveningView, type MeetingView } from "../host";
import { useAction } from "../keyboard/useAction";
import { phrase } from "../ruling/sentence";
import { since } from "./steps/steps";

/** Seals the day's package for headquarters; what is missing needs its reason (FAIR-08, FAIR-09). Sealed again, it holds what came since. */
export function SealButton({ view, meeting }: { view: EveningView; meeting: MeetingView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const seal = useCommand("seal");
  const sealed = view.sealedMs !== null;
  const later = since(view);
  // What was sealed a moment ago is not on the screen yet.
  const may = sealed ? later > 0 : !seal.isSuccess;
  useAction("evening.seal", () => setOpen(true), may);
  return (
    <>
      <ActionButton id="evening.seal" look="primary" isDisabled={!may} />
      <ReasonDialog
        title={t("seal.title")}
        confirm={t("seal.confirm")}
        open={open}
        required={view.unevaluated > 0}
        of={`seal/${view.fair}/${view.day}`}
        pending={seal.isPending}
        failure={failed(seal)}
        onClose={() => setOpen(false)}
        onConfirm={(reason) => seal.mutate({ fair: view.fair, day: view.day, reason }, { onSuccess: () => setOpen(false) })}
        explain={
          <div className={partStyles.stack}>
            <p>{t("seal.explain", { cards: t("counted.cards", { count: view.cards.length }) })}</p>
            {sealed ? <p>{t("meeting.seal.since", { count: later })}</p> : null}
            <Missing view={view} meeting={meeting} />
          </div>
        }
      />
    </>
  );
}

/** What the package lacks as the day stands, each with its rule; only a missing judgement needs a reason. */
export function Missing({ view, meeting }: { view: EveningView; meeting: MeetingView }) {
  const { t } = useTranslation();
  const silent = view.handIns.filter((row) => row.statedMs === null).length;
  const uncounted = useCall("custody", { fair: view.fair, on: view.day }).data?.uncounted ?? 0;
  const lacking = view.unevaluated + view.uncountersigned + silent + uncounted + (meeting.discussion ? 0 : 1);
  if (lacking === 0) return <p>{t("meeting.seal.complete")}</p>;
  return (
    <>
      {view.unevaluated > 0 ? <Lacking rule="FAIR-09" text={t("seal.unevaluated", { count: view.unevaluated })} /> : null}
      {view.uncountersigned > 0 ? <Lacking rule="FAIR-10" text={t("seal.uncountersigned", { count: view.uncountersigned })} /> : null}
      {silent > 0 ? <Lacking rule="FAIR-07" text={t("seal.notHandedIn", { count: silent })} /> : null}
      {meeting.discussion ? null : <Lacking rule="OWN-05" text={t("meeting.seal.noRecord")} />}
      {uncounted > 0 ? <Lacking rule="FAIR-05" text={t("custody.unseen", { count: uncounted })} /> : null}
    </>
  );
}

function Lacking({ rule, text }: { rule: string; text: string }) {
  const { t } = useTranslation();
  const said = phrase(rule, { t });
  return (
    <Notice tone="warn">
      {text} <RuleChip rule={rule} /> {said ? t("ruling.quoted", { phrase: said }) : ""}
    </Notice>
  );
}
