import { useEffect, useState, type ReactNode, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import type { EveningCard } from "../host";
import { notYours } from "../i18n/failure";
import { useAction } from "../keyboard/useAction";

/** The key that leads to the assignment of the card at hand; where there is none it says why not. */
export function useAssignKey(id: "evening.assign" | "hq.assign", card: EveningCard | undefined, detail: RefObject<HTMLElement | null>): ReactNode {
  const { t } = useTranslation();
  const [asked, setAsked] = useState(false);
  const at = card?.row.card;
  useEffect(() => setAsked(false), [at]);
  useAction(id, () => {
    const form = detail.current?.querySelector<HTMLElement>("form button");
    form?.focus();
    setAsked(!form);
  });
  return asked && card?.assignRefused ? <Notice tone="warn">{notYours(card.assignRefused, t)}</Notice> : null;
}
