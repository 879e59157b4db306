import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Choices } from "../design/Field";
import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCommand, type AffairRow } from "../host";
import { whatHappened } from "./sentence";

const WAYS = ["written", "spoken"] as const;

/** Explains a proposal to the person concerned; where that stands written, only that somebody has spoken with him is left to say. */
export function TellDialog({ row, onClose, onDone }: { row: AffairRow; onClose: () => void; onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const tell = useCommand("penalty_tell");
  const isAgain = row.told.length > 0;
  const [way, setWay] = useState<string>(isAgain ? "spoken" : "written");
  const { fair, day, offence, person } = row.matter;
  return (
    <ReasonDialog
      title={t(isAgain ? "penalty.spoke" : "penalty.tellTitle")}
      explain={
        <>
          <p>
            <strong>{whatHappened(row, t, i18n.language)}</strong>
          </p>
          <p>{t("penalty.tellExplain")}</p>
          {isAgain ? null : (
            <Choices
              label={t("penalty.wayLabel")}
              value={way}
              choices={WAYS.map((one) => ({ value: one, label: t(`penalty.way.${one}`) }))}
              onChange={setWay}
            />
          )}
          <p>{t(`penalty.wayExplain.${way}`)}</p>
        </>
      }
      of={`tell/${fair}/${day}/${offence}/${person}`}
      confirm={t("penalty.tell")}
      open
      required
      pending={tell.isPending}
      failure={failed(tell)}
      onClose={onClose}
      onConfirm={(text) => tell.mutate({ matter: row.matter, text, spoken: way === "spoken" }, { onSuccess: () => (onClose(), onDone()) })}
    />
  );
}
