import { expect, test } from "vitest";

import { deadline, moment } from "../src/i18n/format";
import { parseRoute } from "../src/router/route";
import { describedBy, overflow } from "../src/text/Remarks";
import { inSentence, isOdd, safeText } from "../src/text/safe";

test("ordinary text is left alone", () => {
  for (const text of ["深圳市前海海风智能科技控股集团有限公司", "Müller GmbH", "张伟 👩‍💻👍🏽", "O’Neill & Söhne", "日本語テキスト"]) {
    expect(safeText(text)).toBe(text);
  }
});

test("what would turn the line around or hide in it is shown as what it is", () => {
  expect(safeText("abc\u202edef")).toBe("abc[U+202E]def");
  expect(safeText("a\u200bb\ufeff")).toBe("a[U+200B]b[U+FEFF]");
  expect(safeText("a\u0000b\u001b[31m")).toBe("a␀b␛[31m");
  expect(safeText("a\u200db")).toBe("a[U+200D]b");
  expect(safeText("x\ud800y")).toBe("x\ufffdy");
});

test("marks do not stack up over the lines, and ten thousand characters do not fill the screen", () => {
  expect(safeText(`a${"\u0301".repeat(500)}b`).length).toBeLessThan(12);
  expect(safeText("长".repeat(10_000)).length).toBe(2001);
});

test("text that runs from right to left is isolated inside a sentence, other text is not", () => {
  expect(inSentence("李强")).toBe("李强");
  expect(inSentence("שלום")).toBe("\u2068שלום\u2069");
});

test("a text that is not shown as it is is remarked on while it is typed, another is not", () => {
  expect(isOdd("ACME \u202egnihtemos")).toBe(true);
  expect(isOdd("海\u200b风")).toBe(true);
  for (const plain of ["海风科技", "两行\n文字", " O’Neill ", "长".repeat(10_000), "שלום"]) expect(isOdd(plain)).toBe(false);
});

test("what is too long is counted in characters, and never cut", () => {
  expect(overflow("海".repeat(4000), 4000)).toBe(0);
  expect(overflow("海".repeat(4012), 4000)).toBe(12);
  expect(overflow("🚢".repeat(4000), 4000)).toBe(0);
});

test("a field names only what describes it now", () => {
  expect(describedBy("f", false, "海风")).toBeUndefined();
  expect(describedBy("f", true, "海风")).toBe("f-hint");
  expect(describedBy("f", true, "海\u202e风")).toBe("f-hint f-remarks");
});

const zh = { language: "zh-CN", zone: "Asia/Shanghai" };
const at = (text: string) => Date.parse(`${text}+08:00`);

test("times are those of the company's zone; another day shows its day", () => {
  const now = at("2026-03-12T20:00:00");
  expect(moment(at("2026-03-12T10:42:00"), now, zh)).toBe("10:42");
  expect(moment(at("2026-03-11T10:42:00"), now, zh)).toBe("3月11日 10:42");
});

test("a deadline on a day ends at its 24:00", () => {
  const now = at("2026-03-12T20:00:00");
  expect(deadline(at("2026-03-13T00:00:00"), now, zh)).toBe("24:00");
  expect(deadline(at("2026-03-20T00:00:00"), now, zh)).toBe("3月19日 24:00");
  expect(deadline(at("2026-03-12T19:00:00"), now, zh)).toBe("19:00");
});

test("an address that is none leads to the first desk", () => {
  expect(parseRoute("#/lead/a%2Fb")).toEqual({ desk: "lead", rest: "a/b" });
  expect(parseRoute("#/leads/mine")).toEqual({ desk: "leads", rest: "mine" });
  expect(parseRoute("#/nowhere")).toEqual({ desk: "capture", rest: "" });
  expect(parseRoute("#/lead/%zz")).toEqual({ desk: "lead", rest: "%zz" });
});
