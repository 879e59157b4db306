import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCommand, type ReceptionRow } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { ErasableLines } from "../leads/ErasableLines";
import { inSentence } from "../text/safe";

const TOLD = ["when", "reason"] as const;

/** Headquarters erases what stands in a line of the register (SEC-14). */
export function EraseLine({ row, onClose }: { row: ReceptionRow | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const erase = useCommand("erase");
  const [others, setOthers] = useState<ReadonlySet<string>>(new Set());
  const input = row?.input;
  return (
    <ReasonDialog
      title={t("erase.lineTitle")}
      explain={
        <>
          <p>
            {t("erase.lineGone", {
              who: [input?.name, input?.company].filter(Boolean).map((text) => inSentence(text ?? "", 60)).join(" · "),
              when: moment(input?.cameMs ?? 0, words.nowMs, words),
            })}
          </p>
          {TOLD.map((what) => (
            <p key={what}>{t(`erase.${what}`)}</p>
          ))}
          {row ? <ErasableLines of={{ card: null, line: row.line }} chosen={others} onChoose={setOthers} /> : null}
        </>
      }
      confirm={t("erase.confirm")}
      open={row !== undefined}
      required
      of={`erase/${row?.line ?? ""}`}
      danger
      pending={erase.isPending}
      failure={failed(erase)}
      onClose={onClose}
      onConfirm={(reason) => row && erase.mutate({ card: null, lines: [row.line, ...others], reason }, { onSuccess: onClose })}
    />
  );
}
