import { describe, expect, test } from "vitest";

import catalogue from "../../crates/domain/src/parameter/catalogue.rs?raw";
import en from "../src/i18n/en.json";
import zhCN from "../src/i18n/zh-CN.json";

const ids = [...catalogue.matchAll(/entry\("([^"]+)"/g)].map(([, id = ""]) => id.replaceAll(".", "_"));

describe("the rulebook's numbers", () => {
  test("are called by a name in every language, each by its own", () => {
    expect(ids.length).toBeGreaterThan(90);
    for (const words of [zhCN, en]) {
      const names = words.parameter as Record<string, string>;
      expect(Object.keys(names)).toEqual(ids);
      expect(new Set(Object.values(names)).size).toBe(ids.length);
    }
  });
});
