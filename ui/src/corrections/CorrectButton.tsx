import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { Dialog } from "../design/Dialog";
import type { CardInput } from "../host";
import { useAction } from "../keyboard/useAction";
import { wasAsked } from "./asked";
import { CorrectForm } from "./CorrectForm";

/** Asks for a correction of what was signed (ORD-15). */
export function CorrectButton({ card, fields, signedMs }: { card: string; fields: CardInput; signedMs: number }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useAction("lead.correct", () => setOpen(true));
  useEffect(() => {
    if (wasAsked(card)) setOpen(true);
  }, [card]);
  return (
    <>
      <ActionButton id="lead.correct" look="quiet" />
      <Dialog title={t("correction.title")} open={open} onClose={() => setOpen(false)} wide>
        <CorrectForm card={card} fields={fields} signedMs={signedMs} onDone={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
