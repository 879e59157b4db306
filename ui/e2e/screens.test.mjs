/**
 * Every main screen at 1366×768 in all languages, by day and by night, and some on large screens: axe finds nothing, the page complains of nothing,
 * nothing scrolls sideways, a long company name fits. Pictures go to `artefacts/browser/`.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { LONG, openEvening } from "./evening.mjs";
import { misfits, overhangs, picture, settled, sideways, violations } from "./looks.mjs";
import { DAY, FAIR, until } from "./stage.mjs";
import { field, openBrowser, openPage, show } from "./window.mjs";
import { LANGUAGES, words } from "./words.mjs";

const EXHIBIT = "伺服电机样机（含减速器、编码器与全套接插件，防护等级 IP67）";

let browser, stage, laptops, card, numbers, light, dark;

before(async () => {
  [browser, { stage, laptops }] = await Promise.all([openBrowser(), openEvening()]);
  [light, dark] = [await openPage(browser), await openPage(browser, { dark: true })];
  const { linguodong, wangfang, zhenghua } = laptops;
  laptops.chooser = await stage.chooser();
  laptops.new = await stage.newLaptop();
  const cards = (await list(linguodong, "all")).filter((row) => !row.draft);
  card = cards.find((row) => row.company === LONG && row.signer === "王芳").card;
  await linguodong.call("countersign", { cards: cards.slice(0, 2).map((row) => row.card) });
  await linguodong.call("evaluate", { cards: { [card]: "valuable" } });
  await linguodong.call("assign", { card: cards.find((row) => row.company.startsWith("东莞")).card, to: "wangfang", reason: "", override: false, discussion: null });
  numbers = new Set((await zhenghua.call("book")).parameters.map((row) => row.name));
  laptops.gaofeng = await stage.laptop("gaofeng");
  await shortOfOne(laptops);
  await linguodong.call("rival_note", { fair: FAIR, topic: "product", basis: "seen", rival: LONG, what: "新系列板对板连接器，当场放出样品", evidence: "" });
  for (const laptop of [linguodong, wangfang, zhenghua]) await laptop.call("sync_now");
  await until("the assignment on the salesperson's laptop", async () => (await list(wangfang, "mine")).length > 0);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

/** Marketing's list, handed over and received, one exhibit of which the evening's count does not find. */
async function shortOfOne({ gaofeng, linguodong }) {
  const item = { fair: FAIR, item: null, list: "exhibits", name: EXHIBIT, quantity: 2, owner: "gaofeng", due: "2026-03-05", done: "2026-03-04" };
  const handed = (quantity) => [{ item: motor, quantity, condition: "good" }];
  const motor = (await gaofeng.call("fair_item_save", item)).id;
  const offer = (await gaofeng.call("fair_offer", { fair: FAIR, items: handed(2), remarks: "" })).id;
  for (const laptop of [gaofeng, linguodong]) await laptop.call("sync_now");
  await linguodong.call("fair_receive", { fair: FAIR, offer, items: handed(2), remarks: "" });
  await linguodong.call("custody_count", { fair: FAIR, of: "linguodong", on: DAY, items: handed(1), remarks: "" });
}

const list = async (laptop, view) => (await laptop.call("lead_list", { view, limit: 50 })).rows;

/** One of the reports' forms. */
const form = (name) => async (page, t) => {
  await page.getByRole("button", { name: new RegExp(t("reports.which")) }).click();
  await page.getByRole("option", { name: t(`reports.form.${name}`), exact: true }).click();
  await page.getByRole("article", { name: t(`reports.form.${name}`) }).waitFor();
};

const tab = (key) => (page, t) => page.getByRole("tab", { name: new RegExp(`^${t(key)}`) }).click();

/** Name of the screen, whose it is, where, and what is done there before one looks. */
const SCREENS = [
  { name: "lock", who: "sunwei", state: "locked", shows: (t) => t("lock.unlock") },
  { name: "lock-forgotten", who: "sunwei", state: "locked", act: (page, t) => page.getByRole("button", { name: t("lock.forgotten") }).click(), shows: (t) => t("recover.check") },
  { name: "choose", who: "chooser", shows: (t) => t("demo.choose") },
  { name: "enrol", who: "new", shows: (t) => t("enrol.title") },
  { name: "capture", who: "wangfang", hash: "#/capture", act: typeAgain, shows: (t) => t("capture.title") },
  { name: "leads", who: "wangfang", hash: "#/leads/captured", shows: () => LONG },
  { name: "leads-mine", who: "wangfang", hash: "#/leads/mine", shows: () => "东莞市华晟电子有限公司" },
  { name: "lead", who: "wangfang", hash: () => `#/lead/${card}`, shows: (t) => t("lead.timeline") },
  { name: "day", who: "wangfang", hash: "#/day", shows: (t) => t("handIn.ways") },
  { name: "day-by-code", who: "wangfang", hash: "#/day", act: byCode, shows: (t) => t("camera.none") },
  { name: "booth-own", who: "wangfang", hash: "#/booth", shows: (t) => t("booth.incomplete") },
  { name: "lists", who: "wangfang", hash: "#/lists", shows: (t) => t("lists.importNote") },
  { name: "fair", who: "linguodong", hash: "#/fair", shows: () => EXHIBIT },
  { name: "fair-prepares", who: "gaofeng", hash: "#/fair", shows: (t) => t("plan.new") },
  ...["e1", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "e10", "e11", "e12", "kpi1"].map((name) => (
    { name: `reports-${name}`, who: "linguodong", hash: "#/reports", act: form(name), shows: (t) => t(`reports.form.${name}`) }
  )),
  { name: "reports-e2", who: "linguodong", hash: () => `#/reports/${card}`, shows: () => LONG },
  { name: "evening", who: "linguodong", hash: "#/evening", shows: () => LONG },
  { name: "evening-out", who: "linguodong", hash: "#/evening", act: (page) => page.getByRole("row", { name: /申远/ }).click(), shows: () => "OWN-04" },
  { name: "evening-duplicates", who: "linguodong", hash: "#/evening", act: tab("evening.tab.duplicates"), shows: () => LONG },
  { name: "evening-hand-ins", who: "linguodong", hash: "#/evening", act: tab("evening.tab.handIns"), shows: (t) => t("lan.title") },
  { name: "evening-pairs", who: "linguodong", hash: "#/evening", act: tab("evening.tab.pairs"), shows: (t) => t("pairs.same") },
  { name: "evening-attendance", who: "linguodong", hash: "#/evening", act: tab("evening.tab.attendance"), shows: (t) => t("meeting.attendance.why") },
  { name: "evening-turns", who: "linguodong", hash: "#/evening", act: tab("evening.tab.countersign"), shows: (t) => t("meeting.turns.title") },
  { name: "evening-territory", who: "linguodong", hash: "#/evening", act: tab("evening.tab.territory"), shows: (t) => t("meeting.territory.explain") },
  { name: "evening-allot", who: "linguodong", hash: "#/evening", act: tab("evening.tab.allot"), shows: () => LONG },
  { name: "evening-record", who: "linguodong", hash: "#/evening", act: tab("evening.tab.record"), shows: (t) => t("meeting.record.words") },
  { name: "evening-clock", who: "linguodong", hash: "#/evening", act: tab("evening.tab.seal"), shows: (t) => t("meeting.clock.until") },
  { name: "evening-seal", who: "linguodong", hash: "#/evening", act: seal, shows: (t) => t("common.cancel") },
  { name: "evening-leader", who: "sunwei", state: "open", hash: "#/evening", shows: () => LONG },
  { name: "booth", who: "linguodong", hash: "#/booth", shows: (t) => t("booth.goal.strength") },
  { name: "booth-rivals", who: "linguodong", hash: "#/booth", act: tab("booth.tab.rivals"), shows: (t) => t("booth.noCollector") },
  { name: "booth-visitors", who: "linguodong", hash: "#/booth", act: tab("booth.tab.visitors"), shows: (t) => t("booth.visitor.nothing") },
  { name: "booth-board", who: "linguodong", hash: "#/booth", act: tab("booth.tab.board"), shows: (t) => t("desk.booth") },
  { name: "booth-report", who: "linguodong", hash: "#/booth", act: tab("booth.tab.report"), shows: (t) => t("booth.report.rivals") },
  { name: "hq", who: "zhenghua", hash: "#/hq", shows: () => "上海申远机电有限公司" },
  { name: "hq-packages", who: "zhenghua", hash: "#/hq", act: tab("hq.tab.packages"), shows: (t) => t("hq.sealed") },
  { name: "hq-people", who: "zhenghua", hash: "#/hq", act: tab("hq.tab.people"), shows: (t) => t("hq.makeCode") },
  { name: "hq-pairs", who: "zhenghua", hash: "#/hq", act: tab("hq.tab.pairs"), shows: (t) => t("desk.hq") },
  { name: "hq-cases", who: "zhenghua", hash: "#/hq", act: tab("hq.tab.cases"), shows: (t) => t("cases.none") },
  { name: "hq-proposals", who: "zhenghua", hash: "#/hq", act: tab("penalty.tab"), shows: (t) => t("desk.hq") },
  { name: "hq-retention", who: "zhenghua", hash: "#/hq", act: tab("hq.tab.retention"), shows: (t) => t("desk.hq") },
  ...["people", "territories", "fairs", "numbers", "calendar", "replay"].map((name) => (
    { name: `book-${name}`, who: "zhenghua", hash: "#/book", act: tab(`book.tab.${name}`), shows: (t) => t("desk.book") }
  )),
  { name: "hq-code", who: "zhenghua", hash: "#/hq", act: askCode, shows: (t) => t("code.explain") },
  { name: "sync", who: "wangfang", hash: "#/sync", shows: (t) => t("syncPage.safe") },
  { name: "sync-passphrase", who: "wangfang", hash: "#/sync", act: (page, t) => page.getByRole("button", { name: t("passphrase.change") }).click(), shows: (t) => t("passphrase.old") },
  { name: "palette", who: "wangfang", hash: "#/leads/captured", act: palette, shows: () => LONG },
  { name: "undo", who: "wangfang", hash: "#/capture", act: emptied, shows: (t) => t("undo.undo") },
  { name: "keys", who: "wangfang", hash: "#/sync", act: (page) => page.keyboard.press("F1"), shows: (t) => t("keys.note") },
];

/** The same customer once more, so that the possible duplicates have something to say. */
async function typeAgain(page, t) {
  await field(page, "company").fill(LONG);
  await field(page, "phone").fill("13823650001");
  await page.getByText(t("capture.sure"), { exact: true }).first().waitFor();
}

/** Acts that are possible, acts that are not, and a customer. */
async function palette(page) {
  await page.getByRole("row").nth(1).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("qh");
  await page.getByRole("dialog").getByText(LONG).waitFor();
}

async function emptied(page) {
  await field(page, "company").fill(LONG);
  await page.keyboard.press("Alt+k");
}

async function askCode(page, t) {
  await tab("hq.tab.people")(page, t);
  await page.getByRole("button", { name: t("hq.makeCode") }).nth(4).click();
  await page.getByRole("dialog").waitFor();
}

async function byCode(page, t) {
  await page.getByRole("button", { name: t("byCode.open") }).click();
  await page.getByRole("img", { name: t("byCode.mine") }).waitFor();
}

async function seal(page, t) {
  await page.getByRole("button", { name: t("action.evening.seal") }).click();
  await page.getByRole("dialog").waitFor();
}

async function into(state, laptop) {
  if (state === "locked") await laptop.call("lock");
  if (state === "open") await laptop.unlock();
}

/** Opens a screen, as it is looked at. */
async function opened(page, screen, language, size) {
  const t = words(language);
  const laptop = laptops[screen.who];
  await into(screen.state, laptop);
  await laptop.call("set_language", { language });
  await show(page, laptop, typeof screen.hash === "function" ? screen.hash() : screen.hash);
  await screen.act?.(page, t);
  await page.getByText(screen.shows(t)).or(page.getByLabel(screen.shows(t))).first().waitFor();
  await settled(page);
  await picture(page, `${page === dark ? "dark-" : ""}${screen.name}${size}.${language}`);
  assert.equal(await page.evaluate(() => document.documentElement.lang), language);
}

async function look(page, screen, language, size = "") {
  await opened(page, screen, language, size);
  assert.deepEqual(await violations(page), [], "axe");
  assert.deepEqual(await sideways(page), [], "scrolls sideways");
  assert.deepEqual(await misfits(page, LONG), [], "texts that do not fit");
  assert.deepEqual(await overhangs(page), [], "contents that hang out");
  assert.deepEqual(await untranslated(page), [], "keys instead of sentences");
  assert.deepEqual(page.complaints, [], "console");
}

/** A key of the language files that reached the screen, or an argument that nobody gave. The rulebook's numbers are called so. */
async function untranslated(page) {
  const found = await page.evaluate(() => document.body.innerText.match(/\b[a-z]+(\.[a-zA-Z_]+)+\b(?!\.\w)|\{\{\w+\}\}|undefined|NaN|\[object/g)?.filter((text) => !/\.(fairlead|example|com|cn)$/.test(text)) ?? []);
  return found.filter((text) => !numbers.has(text));
}

for (const language of LANGUAGES) {
  for (const screen of SCREENS) {
    test(`${screen.name} in ${language}`, () => look(light, screen, language));
  }
}

for (const screen of SCREENS) {
  test(`${screen.name} in the dark`, () => look(dark, screen, "zh-CN"));
}

/** A screen of 4K as it is, and at the scale that most choose for it. */
for (const [width, height] of [[1920, 1080], [3840, 2160]]) {
  for (const name of ["lock", "capture", "lead", "day", "evening", "hq", "palette"]) {
    test(`${name} at ${width}×${height}`, async () => {
      await light.setViewportSize({ width, height });
      await look(light, SCREENS.find((screen) => screen.name === name), "zh-Hant", `-${width}`).finally(() => light.setViewportSize({ width: 1366, height: 768 }));
    });
  }
}

/** The smallest window, in the language of the longest words. Tables scroll in their own frame, names may be shortened; nothing else. */
for (const name of ["capture", "leads", "lead", "day", "fair", "evening", "evening-allot", "booth", "reports-e4", "hq", "book-replay", "sync"]) {
  test(`${name} at 960×600`, async () => {
    await light.setViewportSize({ width: 960, height: 600 });
    try {
      await opened(light, SCREENS.find((screen) => screen.name === name), "en", "-960");
      const scrolls = (await sideways(light)).filter((one) => !/\._(grid|sheet)_/.test(one));
      const spilt = (await misfits(light)).filter((one) => !one.startsWith("too narrow"));
      assert.deepEqual([scrolls, spilt, await overhangs(light)], [[], [], []]);
    } finally {
      await light.setViewportSize({ width: 1366, height: 768 });
    }
  });
}
