import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCommand } from "../host";
import { useAction } from "../keyboard/useAction";
import { inSentence } from "../text/safe";
import { ErasableLines } from "./ErasableLines";

const TOLD = ["gone", "stays", "when", "reason"] as const;

/** Headquarters erases what was written about a card, and in the lines of the register about its person (SEC-14). */
export function EraseButton({ card, of, signer }: { card: string; of: string; signer: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [lines, setLines] = useState<ReadonlySet<string>>(new Set());
  const erase = useCommand("erase");
  useAction("lead.erase", () => setOpen(true));
  return (
    <div>
      <ActionButton id="lead.erase" look="danger" />
      <ReasonDialog
        title={t("erase.title")}
        explain={
          <>
            <p>
              <strong>{t("erase.which", { of, signer: inSentence(signer, 40) })}</strong>
            </p>
            {TOLD.map((what) => (
              <p key={what}>{t(`erase.${what}`)}</p>
            ))}
            <ErasableLines of={{ card, line: null }} chosen={lines} onChoose={setLines} />
          </>
        }
        confirm={t("erase.confirm")}
        open={open}
        required
        of={`erase/${card}`}
        danger
        pending={erase.isPending}
        failure={failed(erase)}
        onClose={() => setOpen(false)}
        onConfirm={(reason) => erase.mutate({ card, lines: [...lines], reason }, { onSuccess: () => setOpen(false) })}
      />
    </div>
  );
}
