/** The command palette: found by Chinese, pinyin, initials or English, run by Enter, and the focus comes back. */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { focused } from "./focus.mjs";
import { violations } from "./looks.mjs";
import { Stage, until } from "./stage.mjs";
import { called, field, openBrowser, openPage, show, showCapture } from "./window.mjs";
import { begins, words, zh } from "./words.mjs";

let browser, stage, wangfang, page, cdp;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  await wangfang.sign({ company: "重庆长安机电有限公司", person: "单雄", phone: "13800138777", site: "重庆" });
  page = await openPage(browser);
  cdp = await page.context().newCDPSession(page);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

beforeEach(async () => {
  await wangfang.call("set_language", { language: "zh-CN" });
  await showCapture(page, wangfang);
});

const box = () => page.getByRole("combobox", { name: zh("palette.title") });
const options = () => page.getByRole("dialog").getByRole("option");
const active = () => page.locator('[role=option][aria-selected="true"]');

async function ask(text) {
  await page.keyboard.press("Control+k");
  await box().waitFor();
  if (text) await page.keyboard.type(text);
}

async function runs(text, name) {
  await ask(text);
  await active().filter({ hasText: name }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
}

for (const typed of ["立即同步", "lijitongbu", "ljtb", "sync now"]) {
  test(`"${typed}" finds the exchange, and it runs`, async () => {
    const before = called(page, "sync_now");
    await runs(typed, zh("action.sync.now"));
    await until("the exchange", () => called(page, "sync_now") > before);
  });
}

test("the focus goes back to the field", async () => {
  await field(page, "person").focus();
  await ask("");
  await page.keyboard.press("Escape");
  await focused(page, "the field that one was in", (now) => now.name === "person");
});

test("an act works on what had the focus before", async () => {
  await field(page, "person").focus();
  await runs("不详", zh("action.capture.unknown"));
  await page.getByRole("button", { name: zh("capture.markUnknown", { field: zh("field.person") }), pressed: true }).waitFor();
  await focused(page, "the field that one was in", (now) => now.name === "person");
});

test("customers are found by the initials of every reading of a character", async () => {
  for (const typed of ["长安机电", "cqca", "sx"]) {
    await ask(typed);
    await options().filter({ hasText: "重庆长安机电有限公司" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
  }
  await runs("chongqingchangan", "重庆长安机电有限公司");
  await page.getByRole("heading", { name: "重庆长安机电有限公司" }).waitFor();
  // And stands there the next time before anything is typed.
  await show(page, wangfang, "#/leads/all");
  assert.equal(await page.evaluate(() => location.hash), "#/leads/all");
});

test("what was looked at stands first", async () => {
  const { rows } = await wangfang.call("lead_list", { view: "captured", limit: 1 });
  await page.evaluate((card) => (location.hash = `#/lead/${card}`), rows[0].card);
  await page.getByText(zh("lead.timeline")).waitFor();
  await ask("");
  await page.getByRole("dialog").getByRole("group", { name: zh("palette.recent") }).getByRole("option").filter({ hasText: "重庆长安" }).waitFor();
  assert.match((await active().textContent()) ?? "", /重庆长安/);
  await page.keyboard.press("Escape");
});

test("what cannot be done now says why, and Enter does nothing", async () => {
  await ask("撤回此卡");
  await active().filter({ hasText: zh("palette.why.lead") }).waitFor();
  assert.equal(await active().getAttribute("aria-disabled"), "true");
  await page.keyboard.press("Enter");
  assert.equal(await box().count(), 1);
  await page.keyboard.press("Escape");
  await ask("夕会");
  await page.getByText(begins(zh("palette.nothing"))).waitFor();
  assert.equal(await options().count(), 0, "no act of another's desk is offered");
});

test("the Enter that ends a composition does not run anything", async () => {
  const before = called(page, "sync_now");
  await ask("");
  for (const spelt of ["l", "li", "liji"]) await cdp.send("Input.imeSetComposition", { text: spelt, selectionStart: spelt.length, selectionEnd: spelt.length });
  for (const type of ["rawKeyDown", "keyUp"]) await cdp.send("Input.dispatchKeyEvent", { type, key: "Enter", code: "Enter", windowsVirtualKeyCode: 229 });
  await cdp.send("Input.insertText", { text: "立即" });
  await active().filter({ hasText: zh("action.sync.now") }).waitFor();
  assert.equal(await box().inputValue(), "立即");
  assert.equal(called(page, "sync_now"), before);
});

test("languages and themes stand in it, and axe finds nothing in either", async () => {
  await runs("繁體", zh("action.speak.zh-Hant"));
  await page.getByText(words("zh-Hant")("capture.title")).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-Hant");
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("combobox").waitFor();
  // Without a look at what was found: Enter means what stands in the field.
  await page.keyboard.type("深色");
  await page.keyboard.press("Enter");
  await until("the dark", async () => (await ground()) !== light);
  await page.keyboard.press("Control+k");
  assert.deepEqual(await violations(page), []);
  await page.reload();
  await until("the dark, remembered", async () => (await ground()) !== light);
});
