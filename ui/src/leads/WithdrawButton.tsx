import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { ReasonDialog } from "../design/ReasonDialog";
import { useOneAct } from "../design/useOneAct";
import { failed, useCommand } from "../host";
import { useAction } from "../keyboard/useAction";
import { wasAskedToWithdraw } from "./asked";

/** Takes a card back; it stays in the register, struck out, with its reason (FAIR-18). */
export function WithdrawButton({ card }: { card: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const acted = useOneAct();
  const withdraw = useCommand("card_withdraw");
  useAction("lead.withdraw", () => setOpen(true));
  useEffect(() => {
    if (wasAskedToWithdraw(card)) setOpen(true);
  }, [card]);
  return (
    <div>
      <ActionButton id="lead.withdraw" look="danger" />
      <ReasonDialog
        title={t("withdraw.title")}
        explain={t("withdraw.explain")}
        confirm={t("withdraw.confirm")}
        open={open}
        required
        of={`withdraw/${card}`}
        danger
        pending={withdraw.isPending}
        failure={failed(withdraw)}
        onClose={() => setOpen(false)}
        onConfirm={(reason) => {
          acted();
          withdraw.mutate({ card, reason }, { onSuccess: () => setOpen(false) });
        }}
      />
    </div>
  );
}
