import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Empty, FailureNotice, Working, partStyles } from "../design/parts";
import { failed, useCall, useCommand } from "../host";
import { safeText } from "../text/safe";

/** Naming those who may read what one writes in confidence: whoever reads the card anyway can be named. */
export function ConfideDialog({ card, onClose }: { card: string; onClose: () => void }) {
  const { t } = useTranslation();
  const candidates = useCall("confide_candidates", { card });
  const confide = useCommand("confide");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const people = candidates.data ?? [];
  const turn = (id: string) => setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <Dialog title={t("notes.nameTitle")} open onClose={onClose}>
      <div className={partStyles.stack}>
        <p>{t("notes.nameExplain")}</p>
        <Working on={candidates.isPending} />
        <FailureNotice failure={failed(candidates) ?? failed(confide)} />
        {candidates.data && people.length === 0 ? <Empty>{t("notes.nobodyToName")}</Empty> : null}
        <ul className={partStyles.stack}>
          {people.map((person) => (
            <li key={person.id}>
              <label className={partStyles.line}>
                <input type="checkbox" checked={chosen.includes(person.id)} onChange={() => turn(person.id)} />
                {safeText(person.name)}
                <span className={partStyles.muted}>{person.roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(" · ")}</span>
              </label>
            </li>
          ))}
        </ul>
      </div>
      <DialogButtons>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button
          look="primary"
          isDisabled={chosen.length === 0}
          isPending={confide.isPending}
          onPress={() => confide.mutate({ card, readers: [...chosen] }, { onSuccess: onClose })}
        >
          {t("notes.nameThem")}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
