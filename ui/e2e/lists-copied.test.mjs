/** Last year's lists for this year's fair: looked at first, signed once, due as long before the opening, and nobody keeps what is no longer his (FAIR-02). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FAIR, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { picture, violations } from "./looks.mjs";
import { zh } from "./words.mjs";

const NEXT = "深圳国际工业自动化及机器人展览会 2027（第二十七届）";
const MOTOR = "伺服电机样机（含减速器、编码器与全套接插件，防护等级 IP67）";

let browser, stage, gaofeng, zhenghua, page, next;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  gaofeng = await stage.laptop("gaofeng");
  zhenghua = await stage.laptop("zhenghua");
  page = await openPage(browser);
  const item = (list, name, quantity, owner) => ({ fair: FAIR, item: null, list, name, quantity, owner, due: "2026-03-04", done: "2026-03-01" });
  await gaofeng.call("fair_item_save", item("organiser", "主办方联系人", 1, null));
  await gaofeng.call("fair_item_save", item("exhibits", MOTOR, 4, null));
  await gaofeng.call("fair_item_save", item("layout", "展位平面图", 1, "wangfang"));
  const { entry } = (await zhenghua.call("book")).fairs.find((row) => row.entry.id === FAIR);
  const saved = await zhenghua.call("book_fair", { entry: { ...entry, id: "", name: NEXT, days: ["2027-03-18", "2027-03-19"], copiedFrom: FAIR }, sure: true });
  next = saved.id;
  for (const laptop of [zhenghua, gaofeng]) await laptop.call("sync_now");
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const dialog = () => page.getByRole("dialog");
const items = async () => (await gaofeng.call("fair_plan", { fair: next })).items.map((item) => item.now);

test("last year's lists are looked at before anything is signed, and whoever left is to be named", async () => {
  await show(page, gaofeng, "#/fair");
  await page.getByRole("button", { name: new RegExp(zh("evening.fair")) }).click();
  await page.getByRole("option", { name: NEXT }).click();
  await page.getByRole("button", { name: zh("plan.copy.open") }).click();
  await dialog().getByText(zh("plan.unnamed"), { exact: true }).waitFor();
  await picture(page, "lists-copy");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await items(), []);
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "lists-copy-dark");
  await page.emulateMedia({ colorScheme: "light" });
});

test("one key signs them, each due as long before the opening, and nothing is copied twice", async () => {
  await page.keyboard.press("Enter");
  await dialog().waitFor({ state: "detached" });
  await until("three copies", async () => (await items()).length === 3);
  for (const item of await items()) assert.deepEqual([item.due, item.done], ["2027-03-10", null]);
  await page.getByText(zh("plan.unnamed"), { exact: true }).waitFor();
  await picture(page, "lists-copied");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: zh("plan.copy.open") }).click();
  assert.equal(await dialog().getByText(zh("plan.copy.there"), { exact: true }).count(), 3);
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
});
