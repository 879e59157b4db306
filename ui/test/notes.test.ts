import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

import type { NoteFieldView, NoteTextView } from "../src/host";
import { KEEP_AFTER_MS, NoteKeeper } from "../src/leads/NoteKeeper";
import { USUAL, allFields, isOpen, marks, together } from "../src/leads/notes";

const text = (said: string, ...seen: string[]): NoteTextView => ({ text: said, by: "王芳", atMs: 0, seen });
const field = (name: string, ...texts: NoteTextView[]): NoteFieldView => ({ name, texts });

describe("the fields beside a card", () => {
  test("the usual ones are always there, and what colleagues made up comes after them", () => {
    const fields = allFields([field("rival", text("永昌", "a")), field("wechat", text("mohai_01", "b"))]);
    expect(fields.map((one) => one.name)).toEqual([...USUAL, "rival"]);
    expect(fields.find((one) => one.name === "wechat")?.texts).toHaveLength(1);
    expect(fields.find((one) => one.name === "need")?.texts).toHaveLength(0);
  });

  test("two texts wait for somebody to choose; one does not", () => {
    expect(isOpen(field("need", text("一", "a"), text("二", "b")))).toBe(true);
    expect(isOpen(field("need", text("一", "a", "b")))).toBe(false);
    expect(isOpen(field("need"))).toBe(false);
  });

  test("what was seen is every mark of every text, in one order", () => {
    expect(marks([text("二", "c", "b"), text("一", "a")])).toEqual(["a", "b", "c"]);
  });

  test("written together, nothing that somebody wrote is missing", () => {
    expect(together([text("要 20 台", "a"), text("", "b"), text("月底前\n含运费", "c")])).toBe("要 20 台\n月底前\n含运费");
  });
});

describe("what is typed and not saved", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function keeper() {
    const kept: (string | null)[] = [];
    return { kept, keeper: new NoteKeeper(async (typed) => void kept.push(typed)) };
  }

  test("is on disk a moment after the last key, once", async () => {
    const { kept, keeper: note } = keeper();
    note.typed("要");
    await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS - 1);
    note.typed("要 20 台");
    await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS - 1);
    expect(kept).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await note.flush();
    expect(kept).toEqual(["要 20 台"]);
  });

  test("is written at once when the page goes away", async () => {
    const { kept, keeper: note } = keeper();
    note.typed("要 20 台");
    await note.flush();
    expect(kept).toEqual(["要 20 台"]);
  });

  test("is not kept again after it was saved", async () => {
    const { kept, keeper: note } = keeper();
    note.typed("要 20 台");
    await note.after(async () => kept.push("saved"));
    await vi.advanceTimersByTimeAsync(10 * KEEP_AFTER_MS);
    expect(kept).toEqual(["saved"]);
  });

  test("is kept after all when saving fails", async () => {
    const { kept, keeper: note } = keeper();
    note.typed("要 20 台");
    await expect(note.after(() => Promise.reject(new Error("the disk")))).rejects.toThrow();
    await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS);
    expect(kept).toEqual(["要 20 台"]);
  });

  test("is gone when it is given up, however much was on its way", async () => {
    const { kept, keeper: note } = keeper();
    note.typed("要");
    void note.flush();
    note.typed("要 20");
    await note.forget();
    await vi.advanceTimersByTimeAsync(KEEP_AFTER_MS);
    expect(kept).toEqual(["要", null]);
  });
});
