/**
 * What the palette offers: the table of actions, as far as it is this person's, and customers. What cannot be
 * done now stands below the rest with its reason.
 */
import type { TFunction } from "i18next";

import type { LeadRowView } from "../host";
import { i18n, LANGUAGES } from "../i18n";
import { ACTIONS, type Action, type ActionId } from "../keyboard/actions";
import { leadName } from "../leads/name";
import type { Desk, Route } from "../router/route";
import { best } from "./match";

export interface Entry {
  id: string;
  text: string;
  group: "leads" | "recent" | "here" | "everywhere" | "notNow";
  /** What else is worth saying: where it is done, who has the customer, why it cannot be done. */
  note: string;
  action?: Action & { id: ActionId };
  lead?: LeadRowView;
}

export interface Place {
  desks: readonly Desk[];
  desk: Route["desk"];
  canRun: (id: ActionId) => boolean;
}

const deskOf = (scope: Action["scope"]): Desk | undefined => (scope === "everywhere" ? undefined : scope === "lead" ? "leads" : scope);

/** Whether an action is ever this person's. */
export function isMine({ id, scope }: Action, desks: readonly Desk[]): boolean {
  const desk = id.startsWith("go.") ? (id.slice(3) as Desk) : deskOf(scope);
  return desk === undefined || desks.includes(desk);
}

/** Acts that fit what was typed: what is possible first, and among that the best fit. */
export function actEntries(query: string, { desks, desk, canRun }: Place, t: TFunction): Entry[] {
  const all: (Entry & { fit: number })[] = [];
  for (const action of ACTIONS as readonly (Action & { id: ActionId })[]) {
    if (action.id === "palette" || !isMine(action, desks)) continue;
    const fit = best(query, namesOf(action.label));
    if (fit === 0) continue;
    const possible = canRun(action.id);
    const group = !possible ? "notNow" : action.scope === "everywhere" ? "everywhere" : "here";
    all.push({ id: action.id, text: t(action.label), group, note: possible ? "" : why(action, desk, t), action, fit });
  }
  const rank = ({ group }: Entry) => ["here", "everywhere", "notNow"].indexOf(group);
  return all.sort((a, b) => rank(a) - rank(b) || b.fit - a.fit);
}

/** An action's name in every language: whoever knows one finds it. */
const namesOf = (label: string): string[] => LANGUAGES.map((language) => i18n.getFixedT(language)(label));

function why({ id, scope }: Action & { id: ActionId }, desk: Route["desk"], t: TFunction): string {
  if (scope === "everywhere" || scope === desk) return scope === "lead" ? t(`palette.only.${id}`, { defaultValue: t("palette.why.thisLead") }) : t("palette.why.idle");
  if (scope === "lead") return t("palette.why.lead");
  return t("palette.why.elsewhere", { desk: t(`desk.${scope}`) });
}

export function leadEntry(row: LeadRowView, group: "leads" | "recent", t: TFunction): Entry {
  return { id: `lead/${row.card}`, text: leadName(row, t), group, note: row.draft ? t("card.draft") : "", lead: row };
}
