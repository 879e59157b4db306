/** What is open in an evening's meeting, a package's code, and how it stands; all pure. */
import { expect, test } from "vitest";

import { matching, printedCode, shortCode, typedCode } from "../src/evening/code";
import { left, sealState } from "../src/evening/sealState";
import { customers, nextStep, perPerson, since, stepsOf, toAllot, uncontested } from "../src/evening/steps/steps";
import type { EveningCard, EveningView, MeetingView, SealRow } from "../src/host/generated";
import type { Words } from "../src/ruling/sentence";

type Some = { card: string; customer?: string; signer?: string; judgement?: string; territory?: string; owner?: string; contested?: string; proposal?: string | null; refused?: string; unattended?: boolean; changedMs?: number };

function card({ card: id, customer = id, signer = "王芳", judgement = "", territory = "in", owner = "", contested = "", proposal = "wangfang", refused = "", unattended = false, changedMs = 0 }: Some): EveningCard {
  return {
    row: { card: id, signer },
    ruling: { customer, effective: id, territory, owner, proposal, undecided: contested === "DUP-07" },
    judgement,
    contested,
    assignRefused: refused,
    unattended,
    changedMs,
    countersigned: false,
  } as unknown as EveningCard;
}

function view(cards: EveningCard[], more: Partial<EveningView> = {}): EveningView {
  const unevaluated = cards.filter((one) => one.judgement === "").length;
  return { supervisor: true, handIns: [], duplicates: [], pairs: [], cards, unevaluated, uncountersigned: cards.length, sealedMs: null, ...more } as unknown as EveningView;
}

const meeting = { people: [{ present: true }, { present: false }], discussion: null, seals: [], turns: [] } as unknown as MeetingView;

const open = (of: EveningView, confirmed = false) => Object.fromEntries(stepsOf(of, meeting, confirmed).map((step) => [step.id, step.open]));

test("every step says what is open in it", () => {
  const day = view([card({ card: "a", judgement: "valuable" }), card({ card: "b", contested: "DUP-02" }), card({ card: "c", territory: "unknown" })]);
  expect(open(day)).toEqual({ attendance: 1, handIns: 0, duplicates: 0, pairs: 0, cards: 2, countersign: 3, territory: 1, allot: 2, record: 1, seal: 1 });
  expect(open(day, true).attendance).toBe(0);
});

test("without a card nothing is judged, so nothing of it is done", () => {
  const steps = stepsOf(view([]), meeting, true);
  expect(steps.filter((step) => step.done).map((step) => step.id)).toEqual(["attendance", "handIns", "duplicates", "pairs", "territory", "allot"]);
});

test("a group leader has the steps that are his", () => {
  const steps = stepsOf(view([card({ card: "a" })], { supervisor: false }), meeting, false);
  expect(steps.map((step) => step.id)).toEqual(["handIns", "duplicates", "pairs", "cards", "countersign"]);
});

test("forms without an attendant have a step of their own and are nobody's to be proposed", () => {
  const day = view([card({ card: "a", unattended: true })]);
  expect(open(day).pool).toBe(1);
  expect(toAllot(day)).toEqual([]);
});

test("the key goes on to what is open, around the end, and back", () => {
  const steps = [
    { id: "attendance", open: 1, done: false },
    { id: "handIns", open: 0, done: true },
    { id: "cards", open: 2, done: false },
    { id: "seal", open: 0, done: true },
  ] as const;
  expect(nextStep(steps, "attendance", 1)).toBe("cards");
  expect(nextStep(steps, "cards", 1)).toBe("attendance");
  expect(nextStep(steps, "cards", -1)).toBe("attendance");
  expect(nextStep(steps, "attendance", -1)).toBe("cards");
  const done = steps.map((step) => ({ ...step, done: true }));
  expect(nextStep(done, "attendance", 1)).toBe("handIns");
  expect(nextStep(done, "attendance", -1)).toBe("seal");
  expect(nextStep(steps, "cases", 1)).toBe("attendance");
  const one = steps.map((step) => ({ ...step, done: step.id !== "handIns" }));
  const walked = [...one].reduce<string[]>((way) => [...way, nextStep(one, way.at(-1) ?? "", 1) ?? ""], ["handIns"]);
  expect(new Set(walked).size).toBe(steps.length);
  expect(walked.at(-1)).toBe("handIns");
});

test("a customer is allotted once, by the card that counts, and only where nothing is contested by one act", () => {
  const first = card({ card: "a1", customer: "a" });
  const other = { ...card({ card: "a2", customer: "a" }), ruling: { ...first.ruling, effective: "a1" } } as EveningCard;
  const day = view([other, first, card({ card: "b", contested: "DUP-07" }), card({ card: "c", owner: "liqiang" }), card({ card: "d", territory: "out", refused: "OWN-04" }), card({ card: "e", owner: "POOL:south", proposal: null })]);
  expect(customers(day).map((one) => one.row.card)).toEqual(["a1", "b", "c", "d", "e"]);
  expect(toAllot(day).map((one) => one.row.card)).toEqual(["a1", "b", "e"]);
  expect(uncontested(day).map((one) => one.row.card)).toEqual(["a1"]);
});

test("judgements are counted by person", () => {
  const day = view([card({ card: "a", judgement: "valuable" }), card({ card: "b" }), card({ card: "c", signer: "李强", judgement: "ordinary" })]);
  expect(perPerson(day)).toEqual([
    { name: "王芳", judged: 1, cards: 2 },
    { name: "李强", judged: 1, cards: 1 },
  ]);
});

test("what came after the seal is counted, and nothing before there is one", () => {
  const cards = [card({ card: "a", changedMs: 5 }), card({ card: "b", changedMs: 15 })];
  expect(since(view(cards))).toBe(0);
  expect(since(view(cards, { sealedMs: 10 }))).toBe(1);
});

const HASH = "1348be62bc35a7b271eae8ff2eb45daa6288075e545090d52203283b7877c6e0";

test("a code is typed or scanned as it is printed", () => {
  expect(printedCode(HASH).replaceAll(" ", "").toLowerCase()).toBe(HASH);
  expect(shortCode(HASH)).toBe("1348 BE62 BC35 A7B2");
  expect(typedCode(" 1348 be62-BC35\tA7B2 ")).toBe("1348be62bc35a7b2");
  expect([typedCode("https://x"), typedCode(HASH + "0")]).toEqual(["", ""]);
  const all = ["", HASH];
  expect(matching(all, "")).toBe("nothing");
  expect(matching(all, "1348 BE62")).toBe("short");
  expect(matching(all, "1348 BE62 BC35 A7B3")).toBe("none");
  expect(matching(all, "没有")).toBe("none");
  expect(matching(all, printedCode(HASH))).toEqual({ hash: HASH });
});

const words = { t: (key: string) => key, language: "zh-CN", zone: "Asia/Shanghai", nowMs: 0 } as unknown as Words;
const seal = (atMs: number, receivedMs: number | null) => ({ atMs, receivedMs, cards: 1, package: HASH, reason: "" }) as SealRow;
const state = (...seals: SealRow[]) => sealState({ seals }, 100, words)?.text.split(".").at(-1);

test("a package is unsent, sent, sent late or sealed late; the first says whether it was in time", () => {
  expect(state()).toBeUndefined();
  expect(state(seal(90, null))).toBe("unsent");
  expect(state(seal(90, 95))).toBe("sent");
  expect(state(seal(90, 110))).toBe("sentLate");
  expect(state(seal(101, 102))).toBe("late");
  expect(state(seal(90, 95), seal(120, null))).toBe("unsent");
  expect(state(seal(90, 95), seal(120, 130))).toBe("sent");
});

test("the clock counts seconds and stops at nothing", () => {
  expect([left(2 * 3_600_000 + 5 * 60_000 + 9_000), left(59_999), left(-1)]).toEqual(["2:05:09", "0:00:59", "0:00:00"]);
});
