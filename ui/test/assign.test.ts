import { expect, test } from "vitest";

import { candidates, departments, reasonNeeded } from "../src/desk/assign";
import type { PersonRow, PoolRow, RulingView } from "../src/host/generated";

const person = (id: string, territory = "华南", roles = ["rep"]): PersonRow => ({ id, name: id, roles, territory, devices: [] });
const ruling = (more: Partial<RulingView>) => ({ owner: "POOL:south", proposal: "liqiang", territory: "in", reasons: [], ...more }) as unknown as RulingView;

test("the proposed person stands first, and who does not sell is not offered", () => {
  const people = [person("wangfang"), person("malin", "", ["sales_assistant"]), person("liqiang")];
  expect(candidates(people, ruling({})).map((one) => one.id)).toEqual(["liqiang", "wangfang"]);
});

test("the proposal needs no reason; every other choice does", () => {
  expect(reasonNeeded(ruling({}), person("liqiang"), false)).toBe("");
  expect(reasonNeeded(ruling({}), person("wangfang"), false)).toBe("deviates");
  expect(reasonNeeded(ruling({ owner: "zhoumin", proposal: null }), person("liqiang"), false)).toBe("replaces");
  expect(reasonNeeded(ruling({}), person("liqiang"), true)).toBe("overrides");
});

test("what was opened again goes to whom the rules propose without a reason, and to nobody else", () => {
  const reopened = ruling({ owner: "zhoumin", proposal: "liqiang" });
  expect(reasonNeeded(reopened, person("liqiang"), false)).toBe("");
  expect(reasonNeeded(reopened, person("wangfang"), false)).toBe("replaces");
});

test("out of territory, somebody of the site's territory needs no reason", () => {
  const out = ruling({ territory: "out", proposal: null, owner: "COMPANY", reasons: [{ rule: "OWN-01", key: "territory", args: { home: "华东" } }] });
  expect(reasonNeeded(out, person("shenxiao", "华东"), false)).toBe("");
  expect(reasonNeeded(out, person("wangfang"), false)).toBe("elsewhere");
});

test("the department of the site's territory stands first and needs no reason, another one does", () => {
  const pools: PoolRow[] = [
    { id: "POOL:south", territory: "华南", head: "林国栋" },
    { id: "POOL:east", territory: "华东", head: "" },
  ];
  const out = ruling({ territory: "out", proposal: null, owner: "COMPANY", reasons: [{ rule: "OWN-01", key: "territory", args: { home: "华东" } }] });
  const [first, second] = departments(pools, out);
  expect(first?.id).toBe("POOL:east");
  expect(reasonNeeded(out, first, false)).toBe("");
  expect(reasonNeeded(out, second, false)).toBe("elsewhere");
});
