import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { ReasonDialog } from "../design/ReasonDialog";
import { useOneAct } from "../design/useOneAct";
import { failed, useCommand } from "../host";

/** The supervisor certifies why a card came late (OWN-08). */
export function ExcuseButton({ card, person }: { card: string; person: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const acted = useOneAct();
  const excuse = useCommand("excuse_late");
  return (
    <div>
      <Button onPress={() => setOpen(true)}>{t("excuse.title")}</Button>
      <ReasonDialog
        title={t("excuse.title")}
        explain={t("excuse.explain")}
        confirm={t("excuse.sign")}
        open={open}
        required
        of={`excuse/${card}`}
        pending={excuse.isPending}
        failure={failed(excuse)}
        onClose={() => setOpen(false)}
        onConfirm={(reason) => {
          acted();
          excuse.mutate({ person, cards: [card], reason }, { onSuccess: () => setOpen(false) });
        }}
      />
    </div>
  );
}
