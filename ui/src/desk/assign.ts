/** Who may be given a customer, and when a reason is needed. Pure; the host has the last word. */
import type { PersonRow, PoolRow, RulingView } from "../host/generated";

const SELLING = ["rep", "group_leader", "regional_manager", "key_account"];

/** Those who sell, the proposed one first. */
export function candidates(people: readonly PersonRow[], ruling: RulingView): PersonRow[] {
  const eligible = people.filter((person) => person.id === ruling.proposal || person.roles.some((role) => SELLING.includes(role)));
  return eligible.sort((a, b) => Number(b.id === ruling.proposal) - Number(a.id === ruling.proposal));
}

/** The territory that the customer's site belongs to, by name. */
export function homeOf(ruling: RulingView): string {
  const reason = ruling.reasons.find((one) => one.key === "territory");
  return String(reason?.args.home ?? "");
}

export type WhyReason = "" | "deviates" | "replaces" | "overrides" | "elsewhere";

/** The departments to whose pool headquarters may give a customer (OWN-04), that of his site first. */
export function departments(pools: readonly PoolRow[], ruling: RulingView): PoolRow[] {
  const home = homeOf(ruling);
  const others = pools.filter((pool) => pool.id !== ruling.owner);
  return others.sort((a, b) => Number(b.territory === home) - Number(a.territory === home));
}

/** Why this choice needs a reason; empty where it needs none (OWN-04, OWN-05). */
export function reasonNeeded(ruling: RulingView, to: PersonRow | PoolRow | undefined, overriding: boolean): WhyReason {
  if (overriding) return "overrides";
  if (!to) return "";
  // What was opened again goes to whom the rules propose without more words (OWN-12).
  if (ownedByPerson(ruling)) return ruling.proposal === to.id ? "" : "replaces";
  if (ruling.proposal && ruling.proposal !== to.id) return "deviates";
  const home = homeOf(ruling);
  if (ruling.territory === "out" && home && to.territory && to.territory !== home) return "elsewhere";
  return "";
}

export function ownedByPerson({ owner }: RulingView): boolean {
  return owner !== "" && owner !== "COMPANY" && owner !== "NONE" && !owner.startsWith("POOL:");
}
