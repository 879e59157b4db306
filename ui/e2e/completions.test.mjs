/** What the laptop knows, offered while one types: chosen by keys, never in the way of signing, taken back in one step. */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { focused } from "./focus.mjs";
import { misfits, picture, violations } from "./looks.mjs";
import { Stage, until } from "./stage.mjs";
import { called, field, openBrowser, openPage, showCapture } from "./window.mjs";
import { zh } from "./words.mjs";

const LONG = "深圳市前海海风智能科技控股集团股份有限公司南山分公司";
let browser, stage, wangfang, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  await wangfang.sign({ company: "东莞华晟电子有限公司", person: "张伟", phone: "13800138001", site: "广东东莞", matter: "询价" });
  await wangfang.sign({ company: LONG, person: "欧阳晓慧", phone: "13823650001", site: "深圳南山" });
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

beforeEach(() => showCapture(page, wangfang));

const value = (name) => field(page, name).inputValue();
const offered = () => page.getByRole("listbox").getByRole("option");
const signed = async () => (await wangfang.call("lead_list", { view: "captured", limit: 50 })).rows.length;

test("a name that was begun: ↓ and Enter fill it in with its site, sign nothing, and one key takes both back", async () => {
  await page.keyboard.type("华晟");
  await offered().filter({ hasText: "东莞华晟电子有限公司" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.deepEqual([await value("company"), await value("site")], ["东莞华晟电子有限公司", "广东东莞"]);
  assert.deepEqual([called(page, "card_sign"), called(page, "card_draft")], [0, 0]);
  await focused(page, "the field that was filled in", (now) => now.name === "company");
  await page.keyboard.press("Control+z");
  assert.deepEqual([await value("company"), await value("site")], ["华晟", ""]);
});

test("by pinyin too", async () => {
  await page.keyboard.type("huasheng");
  await offered().filter({ hasText: "东莞华晟电子有限公司" }).waitFor();
});

test("a number brings whose it is", async () => {
  await field(page, "phone").focus();
  await page.keyboard.type("1382365");
  await offered().filter({ hasText: LONG }).waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await misfits(page), []);
  await picture(page, "capture-completion.zh-CN");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.deepEqual([await value("company"), await value("person"), await value("site")], [LONG, "欧阳晓慧", "深圳南山"]);
});

test("Enter signs while a list is offered that nobody has gone into, and Escape puts it away", async () => {
  const before = await signed();
  await field(page, "person").fill("刘洁");
  await field(page, "matter").fill("样品");
  await field(page, "company").focus();
  await page.keyboard.type("华晟");
  await offered().first().waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await offered().count(), 0);
  await page.keyboard.type("电子");
  await offered().first().waitFor();
  await page.keyboard.press("Enter");
  await until("the card", async () => (await signed()) === before + 1);
  const { rows } = await wangfang.call("lead_list", { view: "captured", text: "刘洁", limit: 5 });
  assert.equal(rows[0].company, "华晟电子", "what was typed is what was signed");
});

test("the keys of the screen work while a list is offered", async () => {
  await page.keyboard.type("华晟");
  await offered().first().waitFor();
  await page.keyboard.press("Alt+k");
  assert.equal(await value("company"), "");
});

test("a whole card costs few keys: the customer by five, no key for fair and source, matter and intention by one each", async () => {
  const before = await signed();
  let keys = 0;
  const press = async (...all) => {
    for (const key of all) await page.keyboard.press(key);
    keys += all.length;
  };
  await press("Tab", "Tab");
  for (const digit of "13800") await press(digit);
  await offered().filter({ hasText: "东莞华晟电子有限公司" }).waitFor();
  await press("ArrowDown", "Enter");
  await press("Tab");
  await press("Tab", "Tab", "ArrowDown");
  await press("Alt+q");
  await press("Enter");
  await until("the card", async () => (await signed()) === before + 1);
  assert.ok(keys <= 15, `${keys} keys`);
  const { rows } = await wangfang.call("lead_list", { view: "captured", limit: 1 });
  assert.deepEqual([rows[0].company, rows[0].person, rows[0].phone, rows[0].site], ["东莞华晟电子有限公司", "张伟", "13800138001", "广东东莞"]);
  const { fields } = await wangfang.call("lead", { card: rows[0].card });
  assert.deepEqual(fields.more, { "意向": "高" }, "by one key, in the company's words");
  await page.getByTestId("saved").getByText(zh("common.saved").split(" ")[0]).waitFor();
});
