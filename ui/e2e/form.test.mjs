/** A visitor fills in his own card on his phone: from the code on the laptop's screen to the signed card. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { misfits, picture, settled, sideways, violations } from "./looks.mjs";
import { Stage, until } from "./stage.mjs";
import { openBrowser, openPage, showCapture } from "./window.mjs";
import { begins, zh } from "./words.mjs";

/** What the form says, read where the laptop reads it. */
import chinese from "../../crates/desktop/src/visitor/words/zh-CN.json" with { type: "json" };
import english from "../../crates/desktop/src/visitor/words/en.json" with { type: "json" };
import traditional from "../../crates/desktop/src/visitor/words/zh-Hant.json" with { type: "json" };

/** A finger's width: the least that WCAG 2.5.5 asks for. */
const TOUCH_PX = 44;

let browser, stage, wang, desk;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wang = await stage.laptop("wangfang", { alone: true });
  desk = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

/** A phone's browser; it notes whatever it is told to fetch. */
async function phone(locale, more = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, locale, ...more });
  const page = await context.newPage();
  page.fetched = [];
  page.complaints = [];
  page.on("request", (request) => page.fetched.push(request.url()));
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => page.complaints.push(message.text()));
  return page;
}

const address = async () => (await wang.call("visitor_form")).addresses[0].text;
const arrived = async () => (await wang.call("visitor_form")).arrived;
const says = (page, text) => page.getByText(text).first().waitFor();

/** Everything that a finger is to hit, and is too small for one. */
const small = (page) =>
  page.evaluate((least) => {
    const hit = [...document.querySelectorAll("button, textarea, input:not([type=hidden]):not([type=checkbox]), label:has(input)")];
    return hit.filter((element) => element.getBoundingClientRect().height < least).map((element) => element.outerHTML.slice(0, 80));
  }, TOUCH_PX);

async function looksWell(page) {
  await settled(page);
  assert.deepEqual(await violations(page), [], "axe");
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await misfits(page), []);
  assert.deepEqual(await small(page), []);
}

test("one key shows the code, its address, and how many have come", async () => {
  await showCapture(desk, wang);
  await desk.keyboard.press("Alt+V");
  await desk.getByRole("dialog").waitFor();
  await until("the door to be open", async () => (await wang.call("visitor_form")).state !== "closed");
  const { state, addresses } = await wang.call("visitor_form");
  if (state === "open") {
    await desk.getByRole("img", { name: zh("visitor.code") }).waitFor();
    await says(desk, addresses[0].text);
  } else {
    await says(desk, zh("visitor.noNetwork"));
  }
  await says(desk, zh("visitor.windows"));
  await says(desk, zh("visitor.counts", { phones: 0, forms: 0 }));
  assert.deepEqual(await violations(desk), [], "axe");
  await picture(desk, "visitors-code");
});

test("a phone in Chinese: what is missing is said at its field, and what is sent is a draft at once", async () => {
  const page = await phone("zh-CN");
  await page.goto(await address());
  await says(page, chinese.title);
  await looksWell(page);
  await picture(page, "visitor-zh");
  await page.getByLabel(chinese.matter).fill("询价：连接器\n两千件");
  await page.getByLabel(chinese.phone).fill("电话");
  await page.getByRole("button", { name: chinese.send }).tap();
  await says(page, chinese.errors);
  await says(page, chinese.phone_wrong);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "person", "the first that is wrong");
  assert.equal(await page.getByLabel(chinese.phone).inputValue(), "电话");
  await looksWell(page);
  await picture(page, "visitor-zh-errors");
  await page.getByLabel(chinese.person).fill("刘洁");
  await page.getByLabel(chinese.company).fill("东莞市华晟电子有限公司");
  await page.getByLabel(chinese.phone).fill("13800138001");
  await page.getByLabel(chinese.site).fill("东莞");
  await page.getByLabel(chinese.spoke_with).fill("李强");
  await page.getByLabel(chinese.consent_tick).tap();
  await page.getByRole("button", { name: chinese.send }).tap();
  await says(page, chinese.thanks_title);
  await looksWell(page);
  await page.reload();
  await says(page, chinese.thanks_title);
  assert.equal(await arrived(), 1);
  assert.deepEqual(await page.context().cookies(), []);
  const { host } = new URL(await address());
  assert.deepEqual(page.fetched.filter((url) => new URL(url).host !== host), []);
  assert.deepEqual(page.complaints.filter((text) => !/favicon|422/.test(text)), []);
});

test("a phone in English without any script is shown the other language and back, and nothing typed is lost", async () => {
  const page = await phone("en-US", { javaScriptEnabled: false, colorScheme: "dark" });
  await page.goto(await address());
  await says(page, english.title);
  await page.getByLabel(english.person).fill("Ann O'Neill");
  await page.getByRole("button", { name: chinese.own_name }).tap();
  await says(page, chinese.title);
  await page.getByRole("button", { name: english.own_name }).tap();
  await says(page, english.title);
  assert.equal(await page.getByLabel(english.person).inputValue(), "Ann O'Neill");
  await page.getByLabel(english.email).fill("ann@example.com");
  await page.getByLabel(english.consent_tick).tap();
  await page.getByLabel(english.email).press("Enter");
  await says(page, english.thanks_title);
  assert.equal(await arrived(), 2);
});

test("a phone from Hong Kong reads Traditional Chinese", async () => {
  const page = await phone("zh-HK");
  await page.goto(await address());
  await says(page, traditional.title);
  await looksWell(page);
  await picture(page, "visitor-hant");
  await page.getByRole("button", { name: chinese.own_name }).waitFor();
  await page.getByRole("button", { name: english.own_name }).waitFor();
});

test("the English form is well made too", async () => {
  const page = await phone("en-US", { colorScheme: "dark" });
  await page.goto(await address());
  await says(page, english.title);
  await looksWell(page);
  await picture(page, "visitor-en");
  await page.setViewportSize({ width: 320, height: 568 });
  assert.deepEqual(await sideways(page), []);
});

test("the laptop has heard of it, and whoever attends to the visitor signs", async () => {
  await says(desk, zh("visitor.counts", { phones: 1, forms: 2 }));
  await desk.getByRole("button", { name: zh("visitor.hide") }).click();
  await says(desk, zh("visitor.openNow", { count: 2 }));
  const row = desk.getByRole("row").filter({ hasText: "刘洁" }).or(desk.locator("[aria-rowindex]").filter({ hasText: "刘洁" })).first();
  await row.dblclick();
  await says(desk, zh("visitor.spokeWithHim", { name: "李强" }));
  await picture(desk, "visitors-draft");
  await desk.getByRole("textbox", { name: zh("field.company") }).press("Enter");
  await desk.getByTestId("saved").getByText(begins(zh("capture.saved", { number: 1 }))).first().waitFor();
  const [signed] = (await wang.call("day", { day: "" })).captured;
  assert.equal(signed.company, "东莞市华晟电子有限公司");
  const lead = await wang.call("lead", { card: signed.card });
  assert.equal(lead.fields.source, "self_filled");
  assert.equal(lead.consent.language, "zh-CN");
  assert.deepEqual(desk.complaints, []);
});

test("closed from the screen, nobody is answered", async () => {
  const there = await address();
  await desk.keyboard.press("Alt+V");
  await desk.getByRole("button", { name: zh("visitor.close") }).click();
  await until("the door to be closed", async () => (await wang.call("visitor_form")).state === "closed");
  await assert.rejects(fetch(there));
});
