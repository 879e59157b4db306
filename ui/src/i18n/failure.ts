/**
 * A failure as a sentence: what happened, what is safe, and what to do. Codes that this version does
 * not know get a sentence too; the code itself is for whoever is asked for help.
 */
import type { TFunction } from "i18next";

import type { Failure } from "../host/generated";
import { cited } from "../ruling/sentence";
import { inSentence } from "../text/safe";

export function failureText(failure: Failure, t: TFunction): string {
  const args = Object.fromEntries(Object.entries(failure.args ?? {}).map(([name, value]) => [name, inSentence(String(value))]));
  // The system's own text is English; what it means is known for the usual cases.
  if (args.system) args.detail = t(`system.${args.system}`, { defaultValue: args.detail ?? "" });
  // A refusal that has a sentence of its own names the rule in it.
  const own = failure.code !== "refused" && t(`failure.${failure.code}`, { defaultValue: "" }) !== "";
  if (failure.rule && !own) return refusal(failure.rule, t);
  const field = failure.field ? t(`field.${failure.field}`, { defaultValue: failure.field }) : "";
  const key = `failure.${failure.code}`;
  const said = t(key, { ...args, field });
  const known = said !== key && typeof said === "string";
  if (known) return said;
  if (field) return t("failure.field", { field, code: failure.code });
  return t("failure.other", { code: failure.code });
}

/** Why a customer is not for the person at the desk to assign: a notice that stands there, nobody tried it. */
export function notYours(rule: string, t: TFunction): string {
  const why = t(`notYours.${rule}`, { defaultValue: "" }) || t(`rules.${rule}.title`, { defaultValue: rule });
  return t("notYours.sentence", { why, cited: cited(rule, { t }) });
}

/** A refusal names its rule, the rule's title and the company's phrase. */
export function refusal(rule: string, t: TFunction): string {
  const key = `refusal.${rule}`;
  const said = t(key, { defaultValue: "" });
  const why = said || t(`rules.${rule}.title`, { defaultValue: rule });
  return t("refusal.sentence", { why, cited: cited(rule, { t }) });
}
