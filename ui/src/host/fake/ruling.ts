/** Rulings as the real host would word them, for a handful of shapes. */
import type { LeadRowView, ReasonView, RulingView, WitnessesView } from "../generated";
import { SUPERVISOR, TEAM, at, nameOf } from "./cast";
import type { FakeCard, World } from "./world";

const reason = (rule: string, key: string, args: ReasonView["args"] = {}): ReasonView => ({ rule, key, args });

export function territoryOf(site: string): { territory: "in" | "out" | "unknown"; home: string } {
  if (site === "") return { territory: "unknown", home: "" };
  if (/广东|深圳|广州|东莞|惠州|粤/.test(site)) return { territory: "in", home: "华南" };
  if (/江苏|苏州|上海|浙江/.test(site)) return { territory: "out", home: "华东" };
  if (/湖北|武汉/.test(site)) return { territory: "out", home: "华中" };
  return { territory: "out", home: "" };
}

export function ruling(world: World, card: FakeCard): RulingView {
  const cards = world.sameCustomer(card);
  const live = cards.filter((one) => !one.withdrawn);
  const first = live[0];
  const next = live.find((one) => one.signer !== first?.signer);
  const { territory, home } = territoryOf(first?.input.site ?? card.input.site);
  const inside = territory === "in";
  const helpers = [...new Set(live.slice(1).map((one) => one.signer))].filter((id) => id !== first?.signer);
  const assigned = cards.find((one) => one.assigned)?.assigned;
  const authority = inside ? SUPERVISOR : "hq";
  const reasons: ReasonView[] = [];
  if (first) {
    const minutes = next ? Math.floor((next.signedMs - first.signedMs) / 60_000) : 0;
    const args = { card: first.id, by: nameOf(first.signer), atMs: first.signedMs };
    reasons.push(reason("DUP-01", "first_signature", next ? { ...args, nextBy: nameOf(next.signer), nextMinutes: minutes } : args));
    if (first.claimedMs !== first.signedMs) {
      reasons.push(reason("DUP-06", "clock_corrected", { card: first.id, by: nameOf(first.signer), claimedMs: first.claimedMs, correctedMs: first.signedMs }));
    }
  } else reasons.push(reason("DUP-08", "no_live_card"));
  for (const out of cards.filter((one) => one.withdrawn)) {
    reasons.push(reason("FAIR-18", "card_out", { card: out.id, by: nameOf(out.signer), why: "withdrawn" }));
  }
  reasons.push(reason("OWN-01", "territory", { territory, site: first?.input.site ?? "", home, fair: "深圳国际电子元件展" }));
  if (inside && first) reasons.push(reason("OWN-06", "proposed", { person: nameOf(first.signer) }));
  if (assigned) {
    reasons.push(reason(inside ? "OWN-05" : "OWN-04", "assigned", { by: nameOf(assigned.by), to: nameOf(assigned.to), toPool: false, atMs: assigned.atMs, reason: assigned.reason, level: "supervisor" }));
  } else {
    reasons.push(inside ? reason("OWN-05", "waits_for", { authority: nameOf(SUPERVISOR), hq: false }) : reason("OWN-04", "waits_for_headquarters"));
  }
  if (helpers.length > 0) {
    reasons.push(reason("DUP-03", "helpers", { who: helpers.map(nameOf).join("、"), whom: nameOf(assigned?.to ?? first?.signer ?? "") }));
  }
  if (first) reasons.push(reason("DUP-10", "credit", { person: nameOf(first.signer) }));
  const owner = assigned ? assigned.to : inside ? "POOL:south" : "COMPANY";
  return {
    customer: first?.id ?? card.id,
    effective: first?.id ?? null,
    undecided: false,
    owner,
    ownerName: assigned ? nameOf(assigned.to) : inside ? "华南" : "",
    proposal: inside && first ? first.signer : null,
    proposalName: inside && first ? nameOf(first.signer) : "",
    authority,
    authorityName: inside ? nameOf(SUPERVISOR) : "",
    helpers,
    helperNames: helpers.map(nameOf),
    credit: first?.signer ?? null,
    creditName: first ? nameOf(first.signer) : "",
    territory,
    state: cards.every((one) => one.heldBy === "hq") ? "final" : world.sealedMs ? "registered" : "provisional",
    finalMs: null,
    rosterComplete: false,
    rules: [...new Set(reasons.map((one) => one.rule))],
    reasons,
    rulesVersion: 1,
    registeredRules: null,
    turns: [
      ...(first ? [reason("DUP-01", "earlier_signature", { beforeMs: first.signedMs })] : []),
      reason(inside ? "OWN-05" : "OWN-04", "assignment", inside ? { authority: nameOf(SUPERVISOR), hq: false } : { authority: "", hq: true }),
    ],
    alerts: {},
    cards: cards.map((one) => ({
      card: one.id,
      signer: one.signer,
      signerName: nameOf(one.signer),
      text: one.erased ? "erased" : "known",
      company: one.input.company,
      person: one.input.person,
      source: one.input.source,
      atMs: one.signedMs,
      claimedMs: one.claimedMs,
      notBeforeMs: one.signedMs - 11 * 60_000,
      notAfterMs: one.heldBy === "here" ? null : at("18:05"),
      proof: one.heldBy === "here" ? "bounded" : "anchored",
      provenBy: witnesses(one),
      seenBy: witnesses(one),
      contradicted: false,
      out: one.withdrawn ? "FAIR-18" : "",
      complete: one.countersigned,
      judgement: one.judgement,
    })),
    case: null,
    hash: "9f31".repeat(16),
  };
}

function witnesses(one: FakeCard): WitnessesView {
  const seen = one.heldBy !== "here";
  return {
    colleagues: seen ? TEAM.filter((id) => id !== one.signer).slice(0, 3).map(nameOf) : [],
    inCharge: seen ? [nameOf(SUPERVISOR)] : [],
    headquarters: [],
    server: one.heldBy === "hq",
  };
}

export function row(world: World, card: FakeCard): LeadRowView {
  const of = ruling(world, card);
  const pick = ["assigned", "waits_for_headquarters", "waits_for"];
  const contested = of.cards.length > 1 ? of.reasons.find((one) => one.key === "first_signature") : undefined;
  const why = of.reasons.find((one) => one.key === "assigned") ?? contested ?? of.reasons.find((one) => pick.includes(one.key));
  const ownerKind = of.owner === "COMPANY" ? "company" : of.owner.startsWith("POOL") ? "pool" : "person";
  const mine = of.owner === world.me;
  const due = card.draft || card.heldBy === "here" ? "hand_in" : mine ? "classify" : "";
  return {
    card: card.id,
    company: card.input.company,
    person: card.input.person,
    phone: card.input.phone,
    site: card.input.site,
    fair: card.input.fair ?? "",
    register: card.register,
    laptop: 1,
    number: card.heldBy === "hq" ? 10_000 + card.register : 0,
    signer: nameOf(card.signer),
    signedMs: card.signedMs,
    draft: card.draft,
    erased: card.erased !== undefined,
    owner: ownerKind === "company" ? "" : of.ownerName,
    ownerKind,
    mine,
    source: card.input.source,
    class: card.draft ? "" : card.input.usage === "80" ? "a" : "unclassified",
    disputed: false,
    why: card.draft ? reason("FAIR-18", "draft") : (why ?? reason("DUP-01", "first_signature")),
    state: of.state,
    heldBy: card.heldBy,
    dueKind: card.draft ? "" : due,
    dueMs: due === "hand_in" ? at("19:00") : due === "classify" ? Date.parse("2026-03-20T00:00:00+08:00") : null,
  };
}
