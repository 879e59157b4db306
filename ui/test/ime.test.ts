import { describe, expect, test } from "vitest";

import { isEnter, isTyping } from "../src/keyboard/ime";
import { isBare, matches } from "../src/keyboard/match";

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  code: "",
  keyCode: key === "Enter" ? 13 : 0,
  isComposing: false,
  altKey: false,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  ...more,
});

describe("Enter and input methods", () => {
  const check = (what: string, event: ReturnType<typeof press>, enter: boolean) =>
    test(what, () => expect(isEnter(event)).toBe(enter));

  check("a plain Enter is Enter", press("Enter"), true);
  check("Chromium's Enter inside a composition is typing", press("Enter", { isComposing: true, keyCode: 229 }), false);
  check("WebKit's Enter that ends a composition is typing", press("Enter", { isComposing: false, keyCode: 229 }), false);
  check("Shift+Enter is something else", press("Enter", { shiftKey: true }), false);
  check("Ctrl+Enter is something else", press("Enter", { ctrlKey: true }), false);

  test("macOS reports 229 for some Alt combinations; they are let through", () => {
    expect(isTyping(press("Dead", { keyCode: 229, altKey: true }))).toBe(false);
    expect(matches("Alt+U", press("Dead", { keyCode: 229, altKey: true, code: "KeyU" }))).toBe(true);
  });

  test("no key acts while a composition is open", () => {
    expect(matches("C", press("c", { isComposing: true }))).toBe(false);
    expect(matches("C", press("c", { keyCode: 229 }))).toBe(false);
  });
});

describe("keys of the table", () => {
  test("letters match in either case, but not with modifiers", () => {
    expect(matches("C", press("c"))).toBe(true);
    expect(matches("C", press("c", { ctrlKey: true }))).toBe(false);
    expect(matches("C", press("c", { altKey: true, code: "KeyC" }))).toBe(false);
  });

  test("a question mark needs its Shift and does not ask about it", () => {
    expect(matches("?", press("?", { shiftKey: true }))).toBe(true);
  });

  test("bare keys are those that would be typed", () => {
    expect(["C", "1", "/", "?", "Escape", "Alt+1", "F1"].map(isBare)).toEqual([true, true, true, true, true, false, false]);
  });
});
