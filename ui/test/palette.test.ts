import { beforeEach, describe, expect, test } from "vitest";

import { readings } from "../dev/readings.mjs";
import { i18n, showIn } from "../src/i18n";
import zh from "../src/i18n/zh-CN.json";
import hant from "../src/i18n/zh-Hant.json";
import { ACTIONS, type ActionId } from "../src/keyboard/actions";
import { actEntries, type Place } from "../src/palette/entries";
import { best, fit } from "../src/palette/match";
import table from "../src/palette/readings.json";

describe("what was typed means a name", () => {
  const check = (query: string, name: string, fits: boolean) => test(`${query} → ${name}: ${fits ? "yes" : "no"}`, () => expect(fit(query, name) > 0).toBe(fits));

  check("同步", "立即同步", true);
  check("tongbu", "立即同步", true);
  check("ljtb", "立即同步", true);
  check("tb", "立即同步", true);
  check("lijitong", "立即同步", true);
  check("lij t b", "立即同步", true);
  check("TB", "立即同步", true);
  check("tbx", "立即同步", false);
  check("bt", "立即同步", false);
  check("sync", "Sync now", true);
  check("now sy", "Sync now", true);
  check("sy later", "Sync now", false);
  check("buxiang", "标为「不详」", true);
  check("fouxiang", "标为「不详」", true);
  check("", "立即同步", true);

  test("what begins a name fits better than what stands in it, and characters better than sounds", () => {
    const order = ["立即", "同步", "liji", "tongbu"].map((query) => fit(query, "立即同步"));
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(new Set(order).size).toBe(4);
    expect(best("sync", ["立即同步", "Sync now"])).toBe(fit("sync", "Sync now"));
  });

  test("every character of an act's name can be spelt: run `npm run words` after a change", () => {
    expect(table).toEqual(readings(zh, hant));
  });
});

describe("what is offered", () => {
  beforeEach(() => showIn("zh-CN"));
  const place = (running: readonly ActionId[], more: Partial<Place> = {}): Place => ({
    desks: ["capture", "leads", "day", "sync", "lists", "booth", "reports", "fair"],
    desk: "leads",
    canRun: (id) => running.includes(id),
    ...more,
  });

  test("every act of the table that is this person's, and none of others'", () => {
    const ids = actEntries("", place([]), i18n.t).map((entry) => entry.id);
    const foreign = ["evening", "hq", "book"];
    const others = ACTIONS.filter(({ scope, id }) => foreign.includes(scope) || foreign.some((desk) => id === `go.${desk}`)).map(({ id }) => id as string);
    expect(ids.filter((id) => others.includes(id))).toEqual([]);
    expect([...ids, ...others, "palette"].sort()).toEqual(ACTIONS.map(({ id }) => id as string).sort());
  });

  test("what is possible comes first; the rest says why not", () => {
    const entries = actEntries("", place(["sync.now", "leads.search"]), i18n.t);
    expect(entries.slice(0, 2).map(({ id, note }) => [id, note])).toEqual([["leads.search", ""], ["sync.now", ""]]);
    const note = (id: ActionId) => entries.find((entry) => entry.id === id)?.note;
    expect(note("capture.next")).toBe("到「登记」才能做");
    expect(note("lead.withdraw")).toBe("先打开一位客户");
    expect(note("leads.open")).toBe("现在没有可做的");
    const onLead = actEntries("撤回此卡", place([], { desk: "lead" }), i18n.t);
    expect(onLead.map((entry) => entry.note)).toEqual(["只有登记人能撤回，已归自己的客户和已清除的卡除外"]);
  });

  test("an act is found in each language, whichever is shown", async () => {
    for (const query of ["立即同步", "ljtb", "sync now"]) {
      expect(actEntries(query, place(["sync.now"]), i18n.t)[0]?.id, query).toBe("sync.now");
    }
    await showIn("en");
    expect(actEntries("lijitongbu", place(["sync.now"]), i18n.t)[0]?.text).toBe("Sync now");
    expect(actEntries("夕會", place([], { desks: ["evening"] }), i18n.t)[0]?.id).toBe("go.evening");
  });
});
