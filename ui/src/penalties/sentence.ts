/** A proposal in plain words. Pure. */
import type { TFunction } from "i18next";

import type { Tone } from "../design/parts";
import type { AffairRow, PenaltyDecisionView } from "../host";
import { dayName } from "../i18n/format";
import { inSentence } from "../text/safe";

export function whatHappened(row: AffairRow, t: TFunction, language: string): string {
  return t(`penalty.offence.${row.matter.offence}`, {
    name: inSentence(row.name, 40),
    about: inSentence(row.aboutName, 40),
    day: dayName(row.matter.day, language),
    cards: row.count,
  });
}

export function whatIsProposed(row: AffairRow, t: TFunction): string {
  return t(`penalty.measure.${row.measure}`, { amount: row.amount ?? 0 });
}

export function whatWasDecided(decision: PenaltyDecisionView, t: TFunction): string {
  const amount = decision.amount;
  return t(`penalty.decided.${decision.verdict}${amount === null ? "" : "Amount"}`, { amount: amount ?? 0 });
}

/** Whether what was explained to him is known to have reached him; for himself that is no question. */
export function whetherReached({ mine, told, reached }: AffairRow, t: TFunction, at: (ms: number) => string): string | undefined {
  if (mine || told.length === 0) return undefined;
  return reached ? t(`penalty.reached.${reached.way}`, { at: at(reached.atMs) }) : t("penalty.reached.unknown");
}

/** Where it stands, in one word. */
export function stage(row: AffairRow): { key: string; tone: Tone } {
  if (!row.calledFor) return { key: "lifted", tone: "plain" };
  if (row.decision && row.grown) return { key: "grown", tone: "warn" };
  if (row.decision) return { key: "decided", tone: "good" };
  if (row.awaitsExcuse) return { key: "awaitsExcuse", tone: "warn" };
  if (row.heard) return { key: "heard", tone: "accent" };
  if (row.told.length > 0) return { key: row.reached ? "told" : "unreached", tone: "warn" };
  return { key: "open", tone: "warn" };
}
