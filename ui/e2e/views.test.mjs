/** Lists of leads by keyboard: select many, act on each, arrange what is shown, keep it under a name. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { focused } from "./focus.mjs";
import { misfits, picture, sideways, violations } from "./looks.mjs";
import { Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

const ROWS = 150;
const LONG = "东莞市华晟精密电子科技（集团）股份有限公司松山湖高新技术产业开发区第一分公司";

let browser, stage, wangfang, liqiang, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  [wangfang, liqiang] = await Promise.all([stage.laptop("wangfang"), stage.laptop("liqiang")]);
  page = await openPage(browser);
  const list = ["公司名称,联系人,手机,城市,事项", ...Array.from({ length: ROWS }, (_, n) => `广州第${n + 1}号贸易有限公司,联系人${n + 1},139${10_000_000 + n},广州,询价`)];
  await wangfang.call("import_open", { name: "名单.csv", data: Buffer.from(list.join("\n")).toString("base64") });
  for (let now = await wangfang.call("import_step"); now.done < now.rows; ) now = await wangfang.call("import_step");
  await wangfang.call("import_end");
  await liqiang.sign({ company: LONG, person: "郭晓东", phone: "13800138001", site: "广东东莞" });
  await wangfang.sign({ company: LONG, person: "张伟", phone: "13800138001", site: "广东东莞" });
  await wangfang.sign({ company: LONG, person: "刘洁", phone: "13800138001", site: "广东东莞" });
  await wangfang.sign({ company: "惠州鼎立模具有限公司", person: "何立", phone: "13900139002", site: "广东惠州" });
  for (const laptop of [liqiang, wangfang]) await laptop.call("sync_now");
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const row = (at) => page.locator(`[role=grid] [data-index="${at}"]`);
const onRow = (at) => focused(page, `row ${at}`, (now) => now.role === "row" && now.visible).then(async () => {
  await until(`row ${at} to be the active one`, async () => (await row(at).getAttribute("tabindex")) === "0");
});
const chosen = (count) => page.getByText(zh("bulk.chosen", { count }), { exact: true }).waitFor();
const button = (key) => page.getByRole("button", { name: zh(key), exact: true });
const selected = () => page.locator('[role=row][aria-selected="true"]').count();
const total = (count) => page.getByText(zh("leads.count", { count, more: "" }), { exact: true }).waitFor();
const looksWell = async (name) => {
  await picture(page, name);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await misfits(page), []);
};

test("rows are selected by keyboard, the count is said, and the focus stays in the list", async () => {
  await show(page, wangfang, "#/leads/captured");
  await total(ROWS + 3);
  await onRow(0);
  await page.keyboard.press("Space");
  await chosen(1);
  for (const at of [1, 2, 3]) {
    await page.keyboard.press("Shift+ArrowDown");
    await onRow(at);
  }
  await chosen(4);
  // Back again: what the stretch had taken in is let go of.
  await page.keyboard.press("Shift+ArrowUp");
  await onRow(2);
  await chosen(3);
  assert.equal(await selected(), 3);
  await looksWell("views-selected");
  await page.keyboard.press("Control+a");
  await chosen(ROWS + 3);
  await onRow(2);
  // Far down, where no row has been before, the same are selected.
  await page.keyboard.press("End");
  await onRow(ROWS + 2);
  await until("the last row to be selected", async () => (await row(ROWS + 2).getAttribute("aria-selected")) === "true");
  await page.keyboard.press("Escape");
  await page.getByText(zh("bulk.hint"), { exact: true }).waitFor();
  await onRow(ROWS + 2);
});

test("a long stretch takes in rows that are not in sight any more", async () => {
  await page.keyboard.press("Home");
  await onRow(0);
  let at = 0;
  for (let turn = 0; turn < 8; turn += 1) {
    await page.keyboard.press("Shift+PageDown");
    const now = await until("the next place", async () => {
      const active = Number(await page.locator('[role=row][tabindex="0"]').getAttribute("data-index"));
      return active > at ? active : undefined;
    });
    at = now;
  }
  await chosen(at + 1);
  await page.keyboard.press("Escape");
});

test("the list is filtered, ordered and given columns, and all of it is kept under a name", async () => {
  await page.keyboard.press("Home");
  await onRow(0);
  await page.keyboard.press("f");
  await page.getByRole("dialog").waitFor();
  await page.getByRole("button", { name: zh("views.filter.source") }).click();
  await page.getByRole("option", { name: zh("source.conversation") }).click();
  await total(3);
  await page.getByRole("checkbox", { name: zh("views.column.source"), exact: true }).check();
  await page.getByRole("checkbox", { name: zh("leads.due"), exact: true }).uncheck();
  await page.getByRole("button", { name: new RegExp(zh("leads.sort")) }).last().click();
  await page.getByRole("option", { name: zh("leads.sortBy.company") }).click();
  await looksWell("views-arrange");
  await page.getByLabel(zh("views.name")).fill("面谈过的");
  await page.keyboard.press("Enter");
  await page.getByText(zh("views.savedNow", { name: "面谈过的" })).waitFor();
  await page.keyboard.press("Escape");
  await focused(page, "the list", (now) => now.role === "row");
  assert.equal(await page.getByRole("columnheader", { name: zh("leads.due") }).count(), 0);
  // Another start of the window, and the list is one key away.
  await show(page, wangfang, "#/leads/mine");
  await page.getByText(zh("bulk.hint"), { exact: true }).waitFor();
  await page.keyboard.press("v");
  await focused(page, "the saved list", (now) => now.text === "面谈过的");
  await looksWell("views-saved");
  await page.keyboard.press("Enter");
  await total(3);
  await until("the screen of that list", () => page.url().endsWith("#/leads/captured"));
  await page.getByRole("columnheader", { name: zh("views.column.source") }).waitFor();
  const company = page.getByRole("columnheader", { name: new RegExp(zh("leads.customer")) });
  assert.equal(await company.getAttribute("aria-sort"), "ascending");
  await company.getByRole("button").click();
  await until("the other way round", async () => (await company.getAttribute("aria-sort")) === "descending");
  await page.keyboard.press("v");
  await button("views.forget").or(page.getByRole("button", { name: new RegExp(zh("views.forget")) })).first().click();
  await page.getByText(zh("views.noSaved")).waitFor();
  await page.keyboard.press("Escape");
});

test("an act for many is done for each that it may be done for, and says of each other why not", async () => {
  await show(page, wangfang, "#/leads/all");
  // The colleague's card of the same customer is in the list, and not hers to take back.
  await total(ROWS + 4);
  await page.getByRole("searchbox").fill("13900139002");
  await total(1);
  await page.keyboard.press("ArrowDown");
  await onRow(0);
  await page.keyboard.press("Space");
  await chosen(1);
  await page.keyboard.press("/");
  // In a field the same key means its text.
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Backspace");
  await total(ROWS + 4);
  await chosen(1);
  const others = await wangfang.call("lead_list", { view: "all", limit: 200 });
  const at = others.rows.findIndex((one) => one.signer === "李强");
  assert.ok(at >= 0, "the colleague's card");
  await page.keyboard.press("Enter");
  await focused(page, "the list", (now) => now.role === "row");
  await row(at).click();
  await page.keyboard.press("Space");
  await chosen(2);
  await page.keyboard.press("b");
  await focused(page, "the first act", (now) => now.text === zh("bulk.act.follow_up"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText(zh("bulk.explain")).waitFor();
  await page.getByLabel(zh("common.reason")).fill("重复登记");
  await looksWell("views-act");
  await button("bulk.start").click();
  await page.getByRole("dialog").getByText(zh("bulk.done", { count: 1 })).waitFor();
  await page.getByText(zh("bulk.refused", { count: 1 })).waitFor();
  await page.getByText(zh("failure.lead.unknown")).waitFor();
  await page.getByRole("dialog").getByText(zh("leads.hidden", { signer: "李强" })).waitFor();
  await looksWell("views-outcome");
  await page.keyboard.press("Enter");
  // What was not done is still selected; the other is not.
  await chosen(1);
  await focused(page, "the list", (now) => now.role === "row");
  const taken = others.rows.find((one) => one.phone === "13900139002");
  const view = await wangfang.call("lead", { card: taken.card });
  assert.equal(view.ruling.cards[0].out, "FAIR-18");
  await page.keyboard.press("Escape");
});

test("what is selected is exported as far as one may, and the dialog says how much that is", async () => {
  await show(page, wangfang, "#/leads/all");
  await total(ROWS + 4);
  await onRow(0);
  await page.keyboard.press("Control+a");
  await chosen(ROWS + 4);
  await button("bulk.act.export").click();
  // The colleague's card, and the one that was taken back.
  await page.getByText(zh("bulk.exportNote", { chosen: ROWS + 4, cards: ROWS + 2 })).waitFor();
  await looksWell("views-export");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
});

test("dark, and on a large screen, everything fits", async () => {
  await page.emulateMedia({ colorScheme: "dark" });
  await show(page, wangfang, "#/leads/captured");
  await page.keyboard.press("Control+a");
  await chosen(ROWS + 3);
  await looksWell("views-dark");
  await page.setViewportSize({ width: 3840, height: 2160 });
  await looksWell("views-4k-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await looksWell("views-4k");
  assert.deepEqual(page.complaints, []);
});
