import { describe, expect, test } from "vitest";

import type { SavedView } from "../src/host/generated";
import { NO_FILTER, PLAIN, arrangementOf, filtersOf, isDay, listOf, moved } from "../src/leads/arrangement";

describe("how a list is arranged", () => {
  const saved: SavedView = { name: "逾期", view: "mine", text: "华", fair: "", filter: { ...NO_FILTER, overdue: true }, sort: "due", backwards: true, columns: ["customer", "due"] };

  test("what was saved comes back as it was", () => {
    const now = arrangementOf(saved);
    expect(now).toEqual({ text: "华", fair: "", filter: { ...NO_FILTER, overdue: true }, sort: "due", backwards: true, columns: ["customer", "due"] });
    expect(listOf("mine", now, now.text)).toEqual({ view: "mine", text: "华", fair: null, filter: now.filter, sort: "due", backwards: true });
  });

  test("what this program does not know is left out, and a list always says whose customer a row is", () => {
    const later = arrangementOf({ ...saved, sort: "mood", columns: ["customer", "mood"] });
    expect([later.sort, later.columns]).toEqual([PLAIN.sort, ["customer"]]);
    expect(arrangementOf({ ...saved, columns: ["due"] }).columns).toEqual(PLAIN.columns);
  });

  test("filters are counted", () => {
    expect(filtersOf(PLAIN)).toBe(0);
    expect(filtersOf({ fair: "F1", filter: { ...NO_FILTER, class: "a", disputed: true } })).toBe(3);
  });

  test("a column moves by one place, and none before the customer", () => {
    const columns = ["customer", "owner", "due"] as const;
    expect(moved(columns, "due", -1)).toEqual(["customer", "due", "owner"]);
    expect(moved(columns, "owner", -1)).toBe(columns);
    expect(moved(columns, "due", 1)).toBe(columns);
    expect(moved(columns, "state", 1)).toBe(columns);
  });

  test("a day is whole or not there", () => {
    const check = (text: string, expected: boolean) => expect(isDay(text), text).toBe(expected);
    check("", true);
    check("2026-03-12", true);
    check("2026-03", false);
    check("2026-13-45", false);
    check("昨天", false);
  });
});
