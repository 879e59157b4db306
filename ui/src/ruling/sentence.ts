/**
 * Rulings in plain words. A reason comes as a rule, a key and arguments; here it becomes a clause of one
 * sentence, with the company's own phrase where the company's documents have one. Pure, so that the
 * same ruling reads the same for every party (SYN-07).
 */
import type { TFunction } from "i18next";

import type { ReasonView, RulingView } from "../host/generated";
import { labelOf } from "../corrections/fields";
import { duration } from "../i18n/duration";
import { list, moment, together, type Place } from "../i18n/format";
import { inSentence } from "../text/safe";

export interface Words extends Place {
  t: TFunction;
  nowMs: number;
}

type Args = ReasonView["args"];

const text = (args: Args, name: string) => {
  const value = args[name];
  return value === null || value === undefined ? "" : inSentence(String(value));
};

/** Which sentence a reason needs, by what its arguments say. */
function variant({ key, args }: ReasonView): string {
  switch (key) {
    case "first_signature":
      if (args.held) return "first_signature.held";
      if (args.tied) return "first_signature.tied";
      if (!text(args, "nextBy")) return "first_signature.alone";
      if (Number(args.nextMinutes ?? 0) === 0) return "first_signature.sameMinute";
      return "first_signature.before";
    case "disputed":
      return `disputed.${text(args, "says") || "signed_at"}`;
    case "tie":
      return `tie.${text(args, "step") || "lot"}`;
    case "card_out":
      if (args.why !== "late") return `card_out.${text(args, "why") || "other"}`;
      return typeof args.cameMs === "number" ? "card_out.late" : "card_out.never";
    case "helpers":
      if (args.alone) return text(args, "whom") ? "helpers.alone" : "helpers.plain";
      return text(args, "whom") ? "helpers.whom" : "helpers.plain";
    case "territory": {
      const where = text(args, "territory") || "unknown";
      if (where === "in") return "territory.in";
      if (where === "out") return text(args, "home") ? "territory.out" : "territory.nobodys";
      return args.noCard ? "territory.noCard" : "territory.unknown";
    }
    case "assigned":
      return `assigned.${args.toPool ? "pool" : "person"}${text(args, "reason") ? "Reason" : ""}`;
    case "void_act":
    case "outranked":
      return `${key}.${args.toPool ? "pool" : "person"}`;
    case "corrected":
      return typeof args.insteadOfMs === "number" ? "corrected.newCard" : "corrected.sameCard";
    case "unseen":
      return typeof args.servedMs === "number" ? "unseen.served" : "unseen.open";
    case "excused":
      return args.restored ? "excused.restored" : "excused.unproven";
    case "dealt":
      return args.equal ? "dealt.equal" : "dealt.unequal";
    case "case_decided":
      return args.adopted ? "case_decided.adopted" : "case_decided.upheld";
    default:
      return key;
  }
}

/** Arguments as people read them: names isolated, times as clock times, nobody left blank. */
function readable(args: Args, loose: Words): Record<string, string | number> {
  const words = together(times(args), loose);
  const out: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(args)) {
    if (typeof value === "number") {
      out[name.replace(/Ms$/, "")] = name.endsWith("Ms") ? moment(value, words.nowMs, words) : value;
    } else {
      out[name] = text(args, name);
    }
  }
  if (Array.isArray(args.fields)) {
    const names = args.fields.map((field) => words.t(labelOf(String(field)), { defaultValue: String(field) }));
    out.fields = list(names, words.language);
  }
  const nobody = words.t("reason.somebody");
  for (const name of ["by", "person", "who", "whom", "nextBy", "to", "trainee", "mentor", "approvedBy"]) {
    out[name] ||= nobody;
  }
  if (typeof args.who === "string") out.who = list(args.who.split("、").map((one) => inSentence(one)), words.language);
  for (const name of ["at", "claimed", "corrected", "deadline", "came", "before"]) out[name] ||= "—";
  out.giver ||= words.t("proof.server");
  out.site ||= words.t("reason.noSite");
  out.authority = authorityName(args, words);
  if (typeof args.nextMinutes === "number") out.lead = duration(args.nextMinutes * 60_000, words.t, { least: "minute" });
  return out;
}

const times = (args: Args) =>
  Object.entries(args).flatMap(([name, value]) => (name.endsWith("Ms") && typeof value === "number" ? [value] : []));

function authorityName(args: Args, { t }: Words): string {
  const name = text(args, "authority");
  if (args.hq === true || name === "hq") return t("authority.hq");
  return name || t("reason.somebody");
}

/** A reason as a clause without a full stop. */
export function clause(reason: ReasonView, words: Words, group: "reason" | "turn" | "cause" = "reason"): string {
  const wanted = { reason: `reason.${variant(reason)}`, turn: `turn.${turnVariant(reason)}`, cause: causeKey(reason) }[group];
  const args = readable(reason.args, words);
  const said = words.t(wanted, args);
  // A reason of a newer version: name the rule rather than show a key.
  return said === wanted ? words.t("reason.other", { rule: reason.rule }) : said;
}

const turnVariant = ({ key, args }: ReasonView) =>
  key === "assignment" && (args.hq === true || args.authority === "hq") ? "assignmentByHq" : key;

/** What came late; why a card is out reads as it does among the reasons. */
const causeKey = (cause: ReasonView) => (cause.key === "card_out" ? `reason.${variant(cause)}` : `cause.${cause.key}`);

/** The company's own phrase, or an empty text where its documents are silent. */
export function phrase(rule: string, { t }: Pick<Words, "t">): string {
  const key = `rules.${rule}.phrase`;
  const said = t(key, { defaultValue: "" });
  return said === key ? "" : said;
}

/** The phrase of the rule that a reason cites, unless it is about something else than what happened here. */
export function phraseOf({ rule, key, args }: ReasonView, words: Pick<Words, "t">): string {
  // The company wrote it of those whose cards are duplicates.
  return key === "helpers" && args.alone ? "" : phrase(rule, words);
}

export function ruleTitle(rule: string, { t }: Pick<Words, "t">): string {
  return t(`rules.${rule}.title`, { defaultValue: "" });
}

/** `DUP-01 公司制度原文「重卡以第一次签字时间为准」`: an old text in old characters is to be seen as quoted. */
export function cited(rule: string, words: Pick<Words, "t">): string {
  const said = phrase(rule, words);
  return said ? words.t("ruling.cited", { rule, phrase: said }) : rule;
}

/** A clause with its rule in brackets. */
export function because(reason: ReasonView, words: Words): string {
  return words.t("ruling.because", { clause: clause(reason, words), cited: cited(reason.rule, words) });
}

/** Whose customer it is, for people. */
export function ownerName(ruling: Pick<RulingView, "owner" | "ownerName">, { t }: Pick<Words, "t">): string {
  if (ruling.owner === "COMPANY") return t("owner.company");
  if (ruling.owner === "NONE" || ruling.owner === "") return t("owner.none");
  const name = inSentence(ruling.ownerName);
  if (!ruling.owner.startsWith("POOL:")) return name || ruling.owner;
  return name ? t("owner.pool", { name }) : t("owner.anyPool");
}

/** Whether it says that the card that counts, or what was decided, had been void before somebody adopted it. */
const isAdopted = ({ key, args }: ReasonView, { effective }: RulingView) => key === "adopted_act" || (key === "adopted" && args.card === effective);

/** What made a card count, and who owns or decides: of each the first that is there. */
const HEAD: readonly string[] = ["tie", "first_signature", "no_live_card"];
const TAIL: readonly string[] = ["owner_stays", "assigned", "waits_for_headquarters", "waits_for"];
/** What is open or was decided about it since. */
const SINCE: readonly string[] = ["case_open", "case_decided", "unseen"];

/** The whole ruling as one plain sentence: whose, which signature, and who decided or decides. */
export function rulingSentence(ruling: RulingView, loose: Words): string {
  const { t } = loose;
  const pick = (keys: readonly string[]) => keys.map((key) => ruling.reasons.find((reason) => reason.key === key)).find(Boolean);
  const adopted = ruling.reasons.find((reason) => isAdopted(reason, ruling));
  const reasons = [pick(HEAD), adopted, pick(TAIL), pick(SINCE)].filter((one) => one !== undefined);
  const words = together(reasons.flatMap(({ args }) => times(args)), loose);
  const clauses = reasons.map((one) => because(one, words));
  const whose = t(ownerHeadKey(ruling), { owner: ownerName(ruling, words) });
  if (clauses.length === 0) return t("ruling.bare", { whose });
  return t("ruling.sentence", { whose, clauses: clauses.join(t("ruling.joint")) });
}

function ownerHeadKey({ owner }: RulingView): string {
  if (owner === "COMPANY") return "ruling.head.company";
  if (owner === "NONE" || owner === "") return "ruling.head.none";
  return owner.startsWith("POOL:") ? "ruling.head.pool" : "ruling.head.person";
}
