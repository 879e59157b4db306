import { beforeEach, expect, test, vi } from "vitest";

import { changeSize, size } from "../src/design/size";
import { setHost, type Host } from "../src/host";
import { matches, type KeyPress } from "../src/keyboard/match";

const shown: number[] = [];
const press = (key: string) => ({ key, code: "Equal", ctrlKey: true, altKey: false, metaKey: false, shiftKey: key === "+" }) as KeyPress;

beforeEach(() => {
  shown.length = 0;
  const kept = new Map<string, string>();
  const localStorage = {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
  };
  vi.stubGlobal("window", { localStorage, screen: { width: 1366 } });
  setHost({ zoom: (times: number) => void shown.push(times) } as unknown as Host);
});

test("a screen that enlarges nothing itself begins larger, every other one as it is", () => {
  expect([size(1366), size(1920), size(2560), size(3840)]).toEqual([1, 1, 1, 1.5]);
});

test("larger and smaller go by steps, end where nobody could read on, and are remembered until taken back", () => {
  changeSize(1);
  changeSize(1);
  expect(shown).toEqual([1.1, 1.25]);
  expect(size(3840)).toBe(1.25);
  for (let n = 0; n < 20; n += 1) changeSize(-1);
  expect(size()).toBe(0.8);
  changeSize(0);
  expect([size(), shown.at(-1)]).toEqual([1, 1]);
});

test("the plus enlarges with Shift and without", () => {
  expect([matches("Ctrl+=", press("=")), matches("Ctrl+=", press("+")), matches("Ctrl+=", press("-"))]).toEqual([true, true, false]);
});
