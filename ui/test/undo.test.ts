import { beforeEach, describe, expect, test, vi } from "vitest";

import { emptyCard, toggleUnknown, typed } from "../src/capture/card";
import { CaptureForm, type Door } from "../src/capture/form";
import type { CardInput } from "../src/host/generated";

const signed = { card: "id1", register: 7, laptop: 1 };

function formOf(): { form: CaptureForm; door: { [K in keyof Door]: ReturnType<typeof vi.fn> } } {
  const door = { autosave: vi.fn(async () => undefined), draft: vi.fn(async () => signed), sign: vi.fn(async () => signed), photograph: vi.fn(async () => signed), part: vi.fn(async () => signed) };
  const form = new CaptureForm(door as unknown as Door);
  form.restore(null, "F1");
  return { form, door };
}

/** Types letter after letter, as a person does. */
function type(form: CaptureForm, field: "company" | "person" | "matter" | "phone", text: string): void {
  for (let end = 1; end <= text.length; end += 1) form.change((now) => typed(now, field, text.slice(0, end)), `type ${field}`);
}

describe("taking back what was done to the card", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  test("what was typed in one go goes in one go, and comes back", () => {
    const { form } = formOf();
    type(form, "company", "东莞华晟");
    type(form, "person", "张伟");
    expect(form.undo()).toEqual(["person"]);
    expect(form.get().input).toMatchObject({ company: "东莞华晟", person: "" });
    expect(form.undo()).toEqual(["company"]);
    expect(form.get().input.company).toBe("");
    expect(form.undo()).toEqual([]);
    expect(form.redo()).toEqual(["company"]);
    expect(form.redo()).toEqual(["person"]);
    expect(form.redo()).toEqual([]);
    expect(form.get().input).toMatchObject({ company: "东莞华晟", person: "张伟" });
  });

  test("one completion that filled several fields is one step", () => {
    const { form } = formOf();
    type(form, "company", "东莞");
    form.change((now) => ({ ...now, company: "东莞华晟电子有限公司", site: "广东东莞", phone: "076922223333" }));
    type(form, "phone", "13800138001");
    form.undo();
    expect(form.get().input.phone).toBe("076922223333");
    expect(form.undo()).toEqual(["company", "phone", "site"]);
    expect(form.get().input).toMatchObject({ company: "东莞", phone: "", site: "" });
  });

  test("a choice and a mark are steps; deleting is one after typing", () => {
    const { form } = formOf();
    type(form, "company", "海风");
    form.change((now) => typed(now, "company", "海"), "delete company");
    form.change((now) => typed(now, "company", ""), "delete company");
    form.change((now) => ({ ...now, source: "business_card" }));
    form.change((now) => toggleUnknown(now, "person"));
    form.undo();
    expect(form.get().input.unknown).toEqual([]);
    form.undo();
    expect(form.get().input.source).toBe("conversation");
    form.undo();
    expect(form.get().input.company).toBe("海风");
  });

  test("what is typed after taking back is the new end", () => {
    const { form } = formOf();
    type(form, "company", "海风");
    form.undo();
    type(form, "company", "南方");
    expect(form.redo()).toEqual([]);
    form.undo();
    expect(form.get().input.company).toBe("");
  });

  test("nothing of the last card comes into the next, whichever way it went", async () => {
    const { form } = formOf();
    type(form, "company", "海风科技");
    type(form, "person", "唐婷");
    type(form, "matter", "询价");
    await form.sign();
    expect(form.undo()).toEqual([]);
    expect(form.get().input.company).toBe("");
    type(form, "company", "南方仪器");
    await form.next();
    expect(form.undo()).toEqual([]);
  });

  test("a draft stays the draft it became when a step from before that is taken back", async () => {
    const { form } = formOf();
    type(form, "company", "海风科技");
    await form.draft();
    form.undo();
    expect(form.get().input).toMatchObject({ company: "", card: "id1" });
  });
});

describe("emptying the form", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });

  test("hands back what was half typed, and forgets it on the disk", async () => {
    const { form, door } = formOf();
    type(form, "company", "海风科技");
    const before = await form.clear();
    expect(before).toMatchObject({ company: "海风科技", card: null });
    expect(form.get().input).toEqual(emptyCard("F1"));
    await vi.advanceTimersByTimeAsync(0);
    expect(door.autosave.mock.calls.at(-1)).toEqual([null]);
    await form.open(before as CardInput);
    expect(form.get().input.company).toBe("海风科技");
  });

  test("keeps a draft as the draft that it is, with the last words", async () => {
    const { form, door } = formOf();
    type(form, "company", "海风科技");
    await form.draft();
    type(form, "person", "唐婷");
    expect(await form.clear()).toMatchObject({ person: "唐婷", card: "id1" });
    expect(door.draft.mock.calls.at(-1)?.[0]).toMatchObject({ person: "唐婷", card: "id1" });
    expect(form.get().input).toEqual(emptyCard("F1"));
  });

  test("does nothing where nothing stands", async () => {
    const { form, door } = formOf();
    expect(await form.clear()).toBeUndefined();
    expect(door.autosave).not.toHaveBeenCalled();
  });
});
