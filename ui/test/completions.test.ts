import { describe, expect, test } from "vitest";

import { emptyCard } from "../src/capture/card";
import { askedFor, companies, filled, phones, sites } from "../src/capture/completions";
import type { CardInput } from "../src/host/generated";

const card = (more: Partial<CardInput>): CardInput => ({ ...emptyCard("F1"), ...more });
const known = [
  { company: "东莞华晟电子有限公司", person: "张伟", phone: "138-0013-8001", site: "广东东莞", erased: false },
  { company: "东莞华晟电子有限公司", person: "刘洁", phone: "13800138002", site: "广东东莞", erased: false },
  { company: "", person: "", phone: "", site: "", erased: false },
  { company: "东莞清除公司", person: "某人", phone: "13800138003", site: "东莞", erased: true },
  { company: "东莞万丰机电", person: "周敏", phone: "13900139000", site: "", erased: false },
];

describe("completions", () => {
  test("nothing is looked for before there is enough, nor what nobody would look for", () => {
    expect(["东", " 东 ", "东莞"].map((text) => askedFor("company", text))).toEqual(["", "", "东莞"]);
    expect(["138", "138 0", "abc"].map((text) => askedFor("phone", text))).toEqual(["", "138 0", ""]);
    expect(askedFor("matter", "询价单")).toBe("");
    expect(askedFor("company", "海".repeat(61))).toBe("");
  });

  test("a customer stands once, newest first; what may not be seen or was erased never", () => {
    expect(companies(card({ company: "东莞" }), known).map(({ text }) => text)).toEqual(["东莞华晟电子有限公司", "东莞万丰机电"]);
  });

  test("the site comes along where none was typed, and only then", () => {
    const [first] = companies(card({ company: "东莞" }), known);
    expect(first?.fill).toEqual({ company: "东莞华晟电子有限公司", site: "广东东莞" });
    const [again] = companies(card({ company: "东莞", site: "惠州" }), known);
    expect(again?.fill).toEqual({ company: "东莞华晟电子有限公司" });
  });

  test("a number brings whose it is, without writing over anything", () => {
    const [first, second] = phones(card({ phone: "1380013", person: "老张" }), known);
    expect(first?.fill).toEqual({ phone: "138-0013-8001", company: "东莞华晟电子有限公司", site: "广东东莞" });
    expect(second?.note).toBe("刘洁 · 东莞华晟电子有限公司");
    expect(phones(card({ phone: "13900139000" }), known)).toEqual([]);
  });

  test("sites as they were written before, the most used first", () => {
    const rows = ["广东东莞", "东莞南城", "广东东莞", "深圳"].map((site) => ({ company: "x", person: "", phone: "", site, erased: false }));
    expect(sites(card({ site: "东莞" }), rows).map(({ text }) => text)).toEqual(["广东东莞", "东莞南城"]);
    expect(sites(card({}), rows)).toEqual([]);
  });

  test("what is filled is not unknown any more", () => {
    const input = card({ phone: "1380013", unknown: ["person", "matter"] });
    const [first] = phones(input, known);
    expect(filled(input, first!)).toMatchObject({ person: "张伟", unknown: ["matter"] });
  });
});
