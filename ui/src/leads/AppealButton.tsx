import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { ReasonDialog } from "../design/ReasonDialog";
import { useOneAct } from "../design/useOneAct";
import { failed, useCommand } from "../host";
import { useAction } from "../keyboard/useAction";

/** A party asks headquarters to decide again, once (OWN-12). */
export function AppealButton({ card }: { card: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const acted = useOneAct();
  const appeal = useCommand("case_appeal");
  useAction("lead.appeal", () => setOpen(true));
  return (
    <div>
      <ActionButton id="lead.appeal" />
      <ReasonDialog
        title={t("appeal.title")}
        explain={t("appeal.explain")}
        confirm={t("appeal.confirm")}
        open={open}
        required
        of={`appeal/${card}`}
        pending={appeal.isPending}
        failure={failed(appeal)}
        onClose={() => setOpen(false)}
        onConfirm={(reason) => {
          acted();
          appeal.mutate({ card, reason }, { onSuccess: () => setOpen(false) });
        }}
      />
    </div>
  );
}
