/** Before a fair: marketing writes its lists and hands over; the supervisor counts, and signs for what really came (FAIR-02 to FAIR-04). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { FAIR, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { picture, violations } from "./looks.mjs";
import { zh } from "./words.mjs";

const MOTOR = "伺服电机样机（含减速器、编码器与全套接插件，防护等级 IP67）";

let browser, stage, gaofeng, linguodong, wangfang, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  gaofeng = await stage.laptop("gaofeng");
  linguodong = await stage.laptop("linguodong");
  wangfang = await stage.laptop("wangfang");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const dialog = () => page.getByRole("dialog");
const plan = (of) => of.call("fair_plan", { fair: FAIR });
const panel = (title) => page.locator("section", { has: page.getByRole("heading", { name: title, exact: true }) });

async function write(list, name, quantity) {
  await panel(zh(`plan.list.${list}`)).getByRole("button", { name: zh("plan.new") }).click();
  await dialog().getByLabel(zh("plan.field.name"), { exact: true }).fill(name);
  await dialog().getByLabel(zh("plan.field.quantity"), { exact: true }).fill(String(quantity));
  await dialog().getByLabel(zh("plan.field.due"), { exact: true }).fill("2026-03-05");
  await page.keyboard.press("Enter");
  await dialog().waitFor({ state: "detached" });
}

test("marketing begins with what it prepares, and writes its lists", async () => {
  await show(page, gaofeng, "#/fair");
  await page.getByText(zh("plan.empty")).first().waitFor();
  await picture(page, "fair-empty");
  assert.deepEqual(await violations(page), []);
  await write("organiser", "主办方联系人", 1);
  await write("exhibits", MOTOR, 4);
  const items = (await plan(gaofeng)).items.map((item) => [item.now.list, item.now.name, item.now.quantity]);
  assert.deepEqual(items, [["organiser", "主办方联系人", 1], ["exhibits", MOTOR, 4]]);
});

test("an item is somebody's, and half of it is there again", async () => {
  const at = panel(zh("plan.list.exhibits"));
  await at.getByRole("button", { name: new RegExp(`^${zh("plan.edit")}`) }).click();
  await dialog().getByLabel(zh("plan.field.remarks"), { exact: true }).fill("要带两套接插件");
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await until("half an item on disk", async () => (await plan(gaofeng)).unfinished?.includes("接插件"));
  await at.getByRole("button", { name: new RegExp(`^${zh("plan.edit")}`) }).click();
  assert.equal(await dialog().getByLabel(zh("plan.field.remarks"), { exact: true }).inputValue(), "要带两套接插件");
  await dialog().getByRole("button", { name: new RegExp(zh("plan.field.owner")) }).click();
  await page.getByRole("option", { name: "王芳" }).click();
  await picture(page, "fair-item");
  assert.deepEqual(await violations(page), []);
  await dialog().getByRole("button", { name: zh("plan.save") }).click();
  await dialog().waitFor({ state: "detached" });
  await at.getByRole("cell", { name: "王芳" }).waitFor();
  const item = (await plan(gaofeng)).items.find((one) => one.now.name === MOTOR);
  assert.deepEqual([item.now.owner, item.now.remarks, item.earlier.length], ["wangfang", "要带两套接插件", 1]);
});

test("what is offered is received with what really came, and the difference stands there for both", async () => {
  await page.getByRole("button", { name: zh("plan.offer") }).click();
  await until("an offer", async () => (await plan(gaofeng)).offers.length === 1);
  await picture(page, "fair-offered");
  await gaofeng.call("sync_now");
  await linguodong.call("sync_now");
  await show(page, linguodong, "#/fair");
  await page.getByLabel(new RegExp(`^${zh("plan.field.quantity")} · 伺服`)).fill("3");
  await picture(page, "fair-receive");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: zh("plan.receive") }).click();
  await page.getByText(zh("plan.differs")).waitFor();
  await picture(page, "fair-received");
  await linguodong.call("sync_now");
  await gaofeng.call("sync_now");
  const seen = (await plan(gaofeng)).offers[0].items.find((item) => item.name === MOTOR);
  assert.deepEqual([seen.quantity, seen.received, seen.differs], [4, 3, true]);
  assert.notEqual((await plan(gaofeng)).completeAtMs, null);
});

test("whoever takes part reads it and writes nothing", async () => {
  await linguodong.call("sync_now");
  await wangfang.call("sync_now");
  await show(page, wangfang, "#/fair");
  await page.getByText(zh("plan.differs")).waitFor();
  assert.equal(await page.getByRole("button", { name: zh("plan.new") }).count(), 0);
  assert.equal(await page.getByRole("button", { name: zh("plan.receive") }).count(), 0);
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "fair-dark");
  assert.deepEqual(await violations(page), []);
});

test("who prepares is reminded on every screen of what is not handed over", async () => {
  const zhenghua = await stage.laptop("zhenghua");
  const entry = await zhenghua.call("book_copy", { fair: FAIR, first: "2026-03-20" });
  await zhenghua.call("book_fair", { entry: { ...entry, name: "深圳国际电子元件展（春季专场）" }, sure: true });
  await zhenghua.call("sync_now");
  await gaofeng.call("sync_now");
  await page.emulateMedia({ colorScheme: "light" });
  await show(page, gaofeng, "#/leads/captured");
  const said = page.getByRole("link", { name: zh("plan.remind.before", { count: 8, name: "深圳国际电子元件展（春季专场）" }) + zh("plan.remind.empty") });
  await said.waitFor();
  await picture(page, "fair-reminder");
  assert.deepEqual(await violations(page), []);
  await said.click();
  await page.getByRole("heading", { name: zh("desk.fair") }).waitFor();
  assert.equal(await said.count(), 0, "its own page says it at length");
});

test("marketing prints the hand-over list and its score, and no other form", async () => {
  await show(page, gaofeng, "#/reports");
  await page.getByRole("heading", { name: zh("reports.form.e1") }).waitFor();
  await page.getByRole("cell", { name: /伺服电机/ }).first().waitFor();
  await picture(page, "fair-marketing-reports");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: new RegExp(zh("reports.form.e1")) }).click();
  assert.equal(await page.getByRole("option").count(), 2);
  await page.getByRole("option", { name: zh("reports.form.e10") }).click();
  await page.getByRole("heading", { name: zh("reports.form.e10") }).waitFor();
  await assert.rejects(gaofeng.call("report", { form: "e4", fair: FAIR, day: "2026-03-12" }), /SYN-04/);
});
