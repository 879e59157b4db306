/** Exhibits in somebody's custody: given, taken, counted by keys, and what is short is a matter of the supervisor's (FAIR-05). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { focused, tabTo } from "./focus.mjs";
import { misfits, picture, sideways, violations } from "./looks.mjs";
import { DAY, FAIR, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

const MOTOR = "伺服电机样机（含减速器、编码器与全套接插件，防护等级 IP67）";
const CAPACITOR = "车规级薄膜电容样品盒";
const CATALOGUE = "产品目录（中英文）";

let browser, stage, gaofeng, linguodong, wangfang, zhenghua, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  gaofeng = await stage.laptop("gaofeng");
  linguodong = await stage.laptop("linguodong");
  wangfang = await stage.laptop("wangfang");
  zhenghua = await stage.laptop("zhenghua");
  page = await openPage(browser);
  const items = [];
  for (const [name, quantity] of [[MOTOR, 4], [CAPACITOR, 2], [CATALOGUE, 600]]) {
    const item = { fair: FAIR, item: null, list: "exhibits", name, quantity, owner: null, due: "2026-03-05", done: null, giveaway: name === CATALOGUE };
    items.push({ item: (await gaofeng.call("fair_item_save", item)).id, quantity, condition: "good" });
  }
  const offer = (await gaofeng.call("fair_offer", { fair: FAIR, items, remarks: "" })).id;
  await gaofeng.call("sync_now");
  await linguodong.call("sync_now");
  await linguodong.call("fair_receive", { fair: FAIR, offer, items, remarks: "" });
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const press = (key) => page.keyboard.press(key);
const custody = (of) => of.call("custody", { fair: FAIR, on: DAY });
const panel = (title) => page.locator("section", { has: page.getByRole("heading", { name: title, exact: true }) });
const pass = async (...laptops) => {
  for (const laptop of laptops) await laptop.call("sync_now");
};
/** What every screen says while something of the fair waits for whoever sits there. */
const reminder = (key) => page.getByRole("link", { name: new RegExp(zh(key, { name: "", count: 1 }).replace(/^「」：/, "")) });
async function looksWell(name) {
  await picture(page, name);
  assert.deepEqual(await violations(page), [], `axe: ${name}`);
  assert.deepEqual(await sideways(page), [], name);
  assert.deepEqual(await misfits(page), [], name);
}

test("marketing says what is for the visitors, and the supervisor reads it before he signs", async () => {
  await show(page, gaofeng, "#/fair");
  await page.getByRole("button", { name: zh("plan.editTitle", { name: CATALOGUE }) }).click();
  const tick = page.getByRole("checkbox", { name: zh("plan.field.giveaway") });
  assert.ok(await tick.isChecked());
  await looksWell("custody-giveaway");
  await press("Escape");
  await show(page, linguodong, "#/fair");
  await page.getByRole("row", { name: new RegExp(`${CATALOGUE} ${zh("plan.giveaway")}`) }).first().waitFor();
});

test("the supervisor gives, and whoever takes signs for what she really took", async () => {
  await show(page, linguodong, "#/fair");
  const give = panel(zh("custody.giveTitle"));
  await give.getByLabel(new RegExp(`^${zh("plan.field.quantity")} · 伺服`)).fill("3");
  assert.ok(await give.getByRole("button", { name: zh("custody.give") }).isDisabled(), "to nobody");
  await give.getByRole("button", { name: new RegExp(zh("custody.to")) }).click();
  await page.getByRole("option", { name: "王芳" }).click();
  await looksWell("custody-give");
  await give.getByRole("button", { name: zh("custody.give") }).click();
  await until("what is given", async () => (await custody(linguodong)).open.length === 1);
  await pass(linguodong, wangfang);
  await show(page, wangfang, "#/capture");
  const said = reminder("plan.remind.given");
  await said.waitFor();
  await looksWell("custody-reminded");
  await said.click();
  await page.getByLabel(new RegExp(`^${zh("plan.field.quantity")} · 伺服`)).fill("2");
  await looksWell("custody-take");
  await page.getByRole("button", { name: zh("custody.take"), exact: true }).click();
  await until("her share", async () => (await custody(wangfang)).holders[0].mine);
  const [hers, his] = (await custody(wangfang)).holders;
  assert.deepEqual([hers.name, hers.items[0].held, his.items.find((item) => item.name === MOTOR).held], ["王芳", 2, 2]);
});

test("the evening says what nobody has counted, before the day is sealed", async () => {
  await show(page, linguodong, "#/evening");
  await page.getByRole("tab", { name: new RegExp(`^${zh("evening.tab.seal")}`) }).click();
  await page.getByText(zh("custody.unseen", { count: (await custody(linguodong)).uncounted })).waitFor();
  await looksWell("custody-seal");
  await show(page, wangfang, "#/fair");
});

test("an evening's count goes down the column by Enter, and what is short is said in words", async () => {
  const hers = page.getByRole("form", { name: zh("custody.of", { name: "王芳" }) });
  await hers.waitFor();
  assert.equal(await hers.getByRole("textbox").inputValue(), "", "nobody signs a number that stood there already");
  await hers.getByRole("textbox").focus();
  await page.keyboard.type("1");
  await until("what she has typed is on disk", async () => (await custody(wangfang)).unfinished !== null);
  await page.reload();
  await show(page, wangfang, "#/fair");
  await hers.waitFor();
  assert.equal(await hers.getByRole("textbox").inputValue(), "1", "a window that closed costs no count");
  await hers.getByRole("textbox").focus();
  await press("Enter");
  await focused(page, "the signature", (now) => now.text.startsWith(zh("custody.sign", { count: 1 }).slice(0, 4)));
  await press("Enter");
  await hers.getByText(zh("custody.missing", { count: 1 })).waitFor();
  await until("what is signed is kept no more", async () => (await custody(wangfang)).unfinished === null);
  await panel(zh("custody.incidents", { count: 1 })).waitFor();
  await looksWell("custody-short");
  await pass(wangfang, linguodong);
  await show(page, linguodong, "#/fair");
  const his = page.getByRole("form", { name: zh("custody.of", { name: "林国栋" }) });
  await his.getByRole("textbox").first().focus();
  for (const item of (await custody(linguodong)).holders.find((holder) => holder.mine).items) {
    await page.keyboard.type(String(item.giveaway ? item.held - 140 : item.held));
    await press("Enter");
  }
  await looksWell("custody-for-visitors");
  await press("Enter");
  await page.getByText(zh("custody.allCounted")).waitFor();
  await his.getByText(zh("custody.givenOut", { count: 140 })).waitFor();
});

test("the liable answers and does not close; headquarters closes with a reason", async () => {
  const matter = panel(zh("custody.incidents", { count: 1 }));
  await matter.waitFor();
  assert.equal(await matter.getByRole("button", { name: zh("custody.how") }).count(), 0);
  await matter.getByRole("textbox").focus();
  await page.keyboard.type("撤展前再找一遍");
  await tabTo(page, (now) => now.text === zh("custody.say"));
  await press("Enter");
  await matter.getByText("撤展前再找一遍").waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await looksWell("custody-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await pass(linguodong, zhenghua);
  await show(page, zhenghua, "#/hq");
  await reminder("plan.remind.losses").click();
  const at = panel(zh("custody.incidents", { count: 1 }));
  await at.getByRole("textbox").fill("按价赔付");
  await at.getByRole("button", { name: new RegExp(zh("custody.statement")) }).click();
  await page.getByRole("option", { name: zh("custody.outcome.replaced") }).click();
  await at.getByRole("button", { name: zh("custody.close") }).click();
  const closed = panel(zh("custody.incidents", { count: 0 }));
  await closed.waitFor();
  await show(page, zhenghua, "#/hq");
  await page.getByRole("heading", { name: zh("desk.hq") }).waitFor();
  assert.equal(await reminder("plan.remind.losses").count(), 0);
  await show(page, zhenghua, "#/fair");
  await closed.getByText("按价赔付").waitFor();
  await looksWell("custody-closed");
  const [incident] = (await custody(zhenghua)).incidents;
  assert.deepEqual([incident.outcome, incident.settled, incident.liable, incident.holder], ["replaced", true, "林国栋", "王芳"]);
});

test("a laptop that is gone is a matter of the same kind, and headquarters asks the server what it had", async () => {
  const [device] = (await zhenghua.call("people")).find((row) => row.id === "wangfang").devices;
  await zhenghua.call("revoke", { enrolment: device.enrolment, reason: "被盗" });
  await pass(zhenghua);
  await show(page, zhenghua, "#/fair");
  const matter = panel(zh("custody.incidents", { count: 1 }));
  await matter.getByRole("button", { name: zh("remains.ask") }).click();
  await page.getByRole("dialog").getByRole("heading", { name: zh("remains.missingTitle") }).waitFor();
  await looksWell("custody-laptop");
  await press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await looksWell("custody-laptop-closed");
});
