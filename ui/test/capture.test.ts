import { beforeEach, describe, expect, test, vi } from "vitest";

import { emptyCard, intentionOf, isBlank, meant, missing, onEnter, toggleUnknown, typed, worthComparing } from "../src/capture/card";
import { AUTOSAVE_MS, CaptureForm, type Door } from "../src/capture/form";
import { CallFailed } from "../src/host/failure";
import type { CardInput, SignedView } from "../src/host/generated";

const card = (more: Partial<CardInput> = {}): CardInput => ({ ...emptyCard("F1"), ...more });
const complete = card({ company: "东莞华晟电子有限公司", person: "张伟", matter: "询价 EL-200" });

describe("what Enter does", () => {
  const check = (what: string, input: CardInput, act: ReturnType<typeof onEnter>) =>
    test(what, () => expect(onEnter(input)).toEqual(act));

  check("an empty card is left alone", card(), { act: "nothing" });
  check("a complete card is signed", complete, { act: "sign" });
  check("an incomplete one is kept and says what is missing", card({ company: "华晟" }), { act: "draft", missing: ["person", "matter"] });
  check("a field that is marked unknown is not missing", card({ company: "华晟", matter: "询价", unknown: ["person"] }), { act: "sign" });
  check("blanks are not filled", card({ ...complete, person: "  " }), { act: "draft", missing: ["person"] });
  check("a phone alone is a draft", card({ phone: "138" }), { act: "draft", missing: ["company", "person", "matter"] });

  test("the mark goes when something is typed, and does not come over something typed", () => {
    const marked = toggleUnknown(card(), "person");
    expect(marked.unknown).toEqual(["person"]);
    expect(typed(marked, "person", "张").unknown).toEqual([]);
    expect(toggleUnknown(marked, "person").unknown).toEqual([]);
    expect(toggleUnknown(complete, "person")).toBe(complete);
  });

  test("one character is not worth comparing, two are", () => {
    expect(worthComparing(card({ company: "海" }))).toBe(false);
    expect(worthComparing(card({ company: "海风" }))).toBe(true);
    expect(worthComparing(card({ phone: "138 0013 8001" }))).toBe(true);
  });

  test("what the customer means stands beside the fields, in the company's words, and leaves the rest there alone", () => {
    const input = card({ more: { "职务": "经理" } });
    const high = meant(input, "high");
    expect(high.more).toEqual({ "职务": "经理", "意向": "高" });
    expect(intentionOf(high)).toBe("high");
    expect(meant(high, "low").more).toEqual({ "职务": "经理", "意向": "低" });
    expect(meant(high, undefined)).toEqual(input);
    expect(intentionOf(card({ more: { "意向": "也许" } }))).toBeUndefined();
    expect(isBlank(meant(card(), "high"))).toBe(false);
  });

  test("source alone is nothing typed", () => {
    expect(isBlank(card({ source: "business_card" }))).toBe(true);
    expect(missing(card())).toEqual(["company", "person", "matter"]);
  });
});

/** A door that answers when it is told to. */
function slowDoor() {
  const asked: { name: keyof Door; input: CardInput | null; answer: (signed?: SignedView) => void; fail: (code?: string) => void }[] = [];
  const ask = (name: keyof Door) => (input: CardInput | null) =>
    new Promise<SignedView>((answer, refuse) => {
      const fail = (code = "store") => refuse(new CallFailed({ code, args: {} }));
      asked.push({ name, input, answer: (signed = { card: "id1", register: 13, laptop: 1 }) => answer(signed), fail });
    });
  const door = { autosave: ask("autosave"), draft: ask("draft"), sign: ask("sign") } as Door;
  const settle = () => vi.advanceTimersByTimeAsync(0);
  return { door, asked, settle, last: () => asked.at(-1)! };
}

describe("the form", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  test("who types on without a pause is kept on disk all the same", async () => {
    const { door, asked, last } = slowDoor();
    const form = new CaptureForm(door);
    form.restore(null, "F1");
    for (const company of ["珠海", "珠海宏", "珠海宏图"]) {
      form.change((input) => typed(input, "company", company));
      await vi.advanceTimersByTimeAsync(AUTOSAVE_MS / 2);
    }
    expect(asked.map((one) => one.name)).toEqual(["autosave"]);
    last().answer();
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
    expect(last().input).toMatchObject({ company: "珠海宏图" });
    form.reset();
  });

  test("a card that went to somebody else is not kept again, keeps nobody from the next one, and goes with the lock", async () => {
    const { door, asked, settle, last } = slowDoor();
    const form = new CaptureForm(door);
    form.restore(card({ company: "东莞华晟", card: "c1" }), "F1");
    form.change((input) => typed(input, "matter", "询价"));
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
    last().fail("card.let_go");
    await settle();
    expect(form.get()).toMatchObject({ gone: true, kept: "failed", input: { matter: "询价" } });
    const before = asked.length;
    await form.next();
    expect(asked.slice(before).filter((one) => one.name === "draft")).toEqual([]);
    expect(form.get()).toMatchObject({ gone: false, input: { company: "", card: null } });

    form.change(() => card({ company: "佛山精工", card: "c2" }));
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
    last().fail("card.let_go");
    await settle();
    form.reset();
    expect(isBlank(form.get().input)).toBe(true);
  });

  test("signing empties the form at once, and is saved only when the door says so", async () => {
    const { door, last, settle } = slowDoor();
    const form = new CaptureForm(door);
    form.change(() => complete);
    const outcome = form.sign();
    await settle();
    expect(isBlank(form.get().input)).toBe(true);
    expect(form.get().pending).toBe(1);
    last().answer();
    await expect(outcome).resolves.toMatchObject({ ok: true, signed: { register: 13, laptop: 1 } });
    expect(form.get().pending).toBe(0);
  });

  test("a card that cannot be signed comes back into the form", async () => {
    const { door, last, settle } = slowDoor();
    const form = new CaptureForm(door);
    form.change(() => complete);
    const outcome = form.sign();
    await settle();
    last().fail();
    await expect(outcome).resolves.toMatchObject({ ok: false, failure: { code: "store" } });
    expect(form.get().input.company).toBe(complete.company);
    expect(form.get().stuck).toEqual([]);
  });

  test("if the next card was begun, the one that failed waits beside it", async () => {
    const { door, asked, settle } = slowDoor();
    const form = new CaptureForm(door);
    form.change(() => complete);
    const outcome = form.sign();
    await settle();
    form.change((now) => typed(now, "company", "下一家"));
    asked[0]!.fail();
    await outcome;
    expect(form.get().input.company).toBe("下一家");
    expect(form.get().stuck.map((one) => one.input.company)).toEqual([complete.company]);
  });

  test("a second Enter on a draft finds the draft's id", async () => {
    const { door, asked, settle } = slowDoor();
    const form = new CaptureForm(door);
    form.change(() => card({ company: "华晟" }));
    const kept = form.draft();
    form.change((now) => ({ ...now, person: "张伟", matter: "询价" }));
    const signed = form.sign();
    await settle();
    asked[0]!.answer({ card: "draft7", register: 0, laptop: 1 });
    await kept;
    await settle();
    const sign = asked.find((one) => one.name === "sign")!;
    expect(sign.input).toMatchObject({ card: "draft7", person: "张伟" });
    sign.answer();
    await signed;
  });

  test("what is half typed goes to disk after a moment, and the signed card is no longer half typed", async () => {
    const { door, asked, settle } = slowDoor();
    const form = new CaptureForm(door);
    form.change(() => complete);
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
    expect(asked.map((one) => one.name)).toEqual(["autosave"]);
    asked[0]!.answer();
    await settle();
    expect(form.get().kept).toBe("yes");
    const outcome = form.sign();
    await settle();
    asked[1]!.answer();
    await outcome;
    await settle();
    expect(asked.at(-1)).toMatchObject({ name: "autosave", input: null });
  });

  test("an unfinished card is restored once, and never over something typed", () => {
    const form = new CaptureForm(slowDoor().door);
    form.restore(complete, "F1");
    expect(form.get().input.company).toBe(complete.company);
    form.change((now) => typed(now, "company", ""));
    form.restore(complete, "F1");
    expect(form.get().input.company).toBe("");
    const other = new CaptureForm(slowDoor().door);
    other.change(() => card({ company: "已经在写" }));
    other.restore(complete, "F1");
    expect(other.get().input.company).toBe("已经在写");
  });

  test("opening another card keeps this one as a draft, or stays if that fails", async () => {
    const { door, last, settle } = slowDoor();
    const form = new CaptureForm(door);
    form.change(() => card({ company: "先写的" }));
    const first = form.open(complete);
    await settle();
    last().fail();
    await expect(first).resolves.toMatchObject({ ok: false });
    expect(form.get().input.company).toBe("先写的");
    const second = form.open(complete);
    await settle();
    last().answer({ card: "d", register: 0, laptop: 1 });
    await second;
    expect(form.get().input.company).toBe(complete.company);
  });
});
