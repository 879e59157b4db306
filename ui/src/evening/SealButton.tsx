import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { Notice, RuleChip, partStyles } from "../design/parts";
import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCommand, type EveningView } from "../host";
import { useAction } from "../keyboard/useAction";
import { phrase } from "../ruling/sentence";

/** Seals the day's package for headquarters; what is missing needs its reason (FAIR-08, FAIR-09). */
export function SealButton({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const seal = useCommand("seal");
  const sealed = view.sealedMs !== null;
  useAction("evening.seal", () => setOpen(true), !sealed);
  const rows = view.handIns.filter((row) => row.statedMs === null).length;
  return (
    <>
      <ActionButton id="evening.seal" look="primary" isDisabled={sealed} />
      <ReasonDialog
        title={t("seal.title")}
        confirm={t("seal.confirm")}
        open={open}
        required={view.unevaluated > 0}
        pending={seal.isPending}
        failure={failed(seal)}
        onClose={() => setOpen(false)}
        onConfirm={(reason) => seal.mutate({ fair: view.fair, day: view.day, reason }, { onSuccess: () => setOpen(false) })}
        explain={
          <div className={partStyles.stack}>
            <p>{t("seal.explain", { cards: t("counted.cards", { count: view.cards.length }) })}</p>
            {view.unevaluated > 0 ? <Lacking rule="FAIR-09" text={t("seal.unevaluated", { count: view.unevaluated })} /> : null}
            {view.uncountersigned > 0 ? <Lacking rule="FAIR-10" text={t("seal.uncountersigned", { count: view.uncountersigned })} /> : null}
            {rows > 0 ? <Lacking rule="FAIR-07" text={t("seal.notHandedIn", { count: rows })} /> : null}
          </div>
        }
      />
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
