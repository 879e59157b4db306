/** A whole evening by keyboard alone: who is here, duplicates, judgements, turns, allotment, the record, the seal; before everybody on the wall. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { LONG, OUT, openEvening } from "./evening.mjs";
import { focused, tabTo } from "./focus.mjs";
import { misfits, overhangs, picture, settled, sideways, violations as found } from "./looks.mjs";
import { DAY, FAIR, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, laptops, evening, page, dark;

before(async () => {
  [browser, { stage, laptops, evening }] = await Promise.all([openBrowser(), openEvening()]);
  [page, dark] = [await openPage(browser), await openPage(browser, { dark: true })];
  await show(page, laptops.linguodong, "#/evening");
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const press = (key) => page.keyboard.press(key);
const selected = () => page.getByRole("tab", { selected: true }).textContent();
const meeting = () => laptops.linguodong.call("meeting", { fair: FAIR, day: DAY, present: null });

/** What axe finds once nothing is being said aloud: what was announced stands in the page for a moment after its button went. */
async function violations(of) {
  await until("the announcements to end", () => of.evaluate(() => document.querySelector("[data-live-announcer] [role=img]") === null));
  return found(of);
}

/** Walks on until a step is reached, by its key. */
async function walkTo(step) {
  const name = zh(`evening.tab.${step}`);
  for (let presses = 0; presses < 14; presses += 1) {
    if ((await selected()).startsWith(name)) return;
    await press("n");
    await settled(page);
  }
  throw new Error(`“${name}” was not reached; at ${await selected()}`);
}

/** Jumps to a step with the arrows of the line of steps. */
async function jumpTo(step) {
  await page.getByRole("tab", { selected: true }).focus();
  const name = zh(`evening.tab.${step}`);
  for (let presses = 0; presses < 14; presses += 1) {
    if ((await selected()).startsWith(name)) return;
    await press("ArrowRight");
  }
  throw new Error(`no step “${name}”`);
}

const asIn = (what, said) => until(what, async () => said(await evening()));

test("who is here: ticked is who handed in, and is confirmed with one key", async () => {
  await jumpTo("attendance");
  const ticked = () => page.getByRole("checkbox", { checked: true }).count();
  await until("those who handed in", async () => (await ticked()) === 4);
  await tabTo(page, (now) => now.tag === "input");
  await press("e");
  await page.getByText(zh("meeting.attendance.confirmed")).waitFor();
});

test("from 22:00 he is reminded of the seal on every screen", async () => {
  const nowMs = Date.parse("2026-03-12T22:30:00+08:00");
  await dark.route("**/call/session", async (route) => {
    const reply = await route.fetch();
    await route.fulfill({ response: reply, json: { ...(await reply.json()), nowMs } });
  });
  await show(dark, laptops.linguodong, "#/leads/all");
  const reminder = dark.getByRole("link", { name: zh("meeting.reminder", { fair: "深圳国际电子元件展" }) });
  await reminder.focus();
  await dark.keyboard.press("Enter");
  await dark.getByText(zh("meeting.clock.hurry", { said: zh("meeting.clock.left", { left: "1:29" }) })).waitFor();
  await picture(dark, "meeting-reminder");
  await dark.unroute("**/call/session");
});

test("the steps say what is open, and the key goes on to the next that is", async () => {
  assert.equal(await page.getByRole("tab").first().textContent().then((text) => text.startsWith(zh("evening.tab.attendance"))), true);
  await walkTo("handIns");
  await page.getByText(zh("evening.tab.handIns")).first().waitFor();
  await focused(page, "something in the step", (now) => !now.lost);
});

test("a probable pair is decided, and a duplicate shows both times and who proves them", async () => {
  await walkTo("pairs");
  await page.getByText("DUP-02").first().waitFor();
  const pairs = (await evening()).pairs.length;
  await tabTo(page, (now) => now.text === zh("pairs.different"));
  await press("Enter");
  await asIn("the pair to be decided", (view) => view.pairs.length === pairs - 1);
  await jumpTo("duplicates");
  const article = page.getByRole("article", { name: LONG });
  await article.getByText("王芳").first().waitFor();
  await article.getByText("李强").first().waitFor();
});

test("every card is judged by its key, person by person", async () => {
  await walkTo("cards");
  await focused(page, "a row", (now) => now.role === "row");
  await press("Home");
  for (let card = 0; card < 7; card += 1) {
    const left = (await evening()).unevaluated;
    await press(card % 3 === 2 ? "2" : "1");
    await asIn("a card to be judged", (view) => view.unevaluated === left - 1);
    await settled(page);
    await focused(page, "a row", (now) => now.role === "row");
  }
  await page.getByText(zh("meeting.tally.one", { name: "王芳", judged: 3, cards: 3 })).waitFor();
  await page.getByRole("tab", { name: new RegExp(`^${zh("evening.tab.cards")}`) }).getByLabel(zh("common.done")).waitFor();
});

test("his turns are countersigned with one key, the others' are a leader's", async () => {
  await walkTo("countersign");
  const mine = (await meeting()).turns.filter((turn) => turn.mine).flatMap((turn) => turn.open).length;
  assert.ok(mine > 0);
  const open = (await evening()).uncountersigned;
  await press("t");
  await asIn("his turns to be signed", (view) => view.uncountersigned === open - mine);
  const others = (await meeting()).turns.filter((turn) => turn.open.length > 0);
  for (const turn of others) await laptops.linguodong.call("countersign", { cards: turn.open });
  await asIn("everything to be countersigned", (view) => view.uncountersigned === 0);
});

test("what goes to headquarters is said plainly", async () => {
  await jumpTo("territory");
  await page.getByText(zh("meeting.territory.explain")).waitFor();
  const out = page.getByRole("region").filter({ hasText: OUT }).or(page.locator("section").filter({ hasText: OUT }));
  await out.getByText(zh("meeting.territory.out", { number: 2 })).waitFor();
});

test("what nobody contests is accepted by one act, and the assignments name who is here", async () => {
  await walkTo("allot");
  await focused(page, "a row", (now) => now.role === "row");
  await press("g");
  await page.getByRole("dialog").waitFor();
  await picture(page, "meeting-accept");
  await press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const assigned = async () => (await evening()).cards.filter((card) => card.row.ownerKind === "person");
  const owned = await until("the assignments", async () => {
    const found = await assigned();
    return found.length > 0 && found;
  });
  for (const card of owned) assert.equal("no_discussion" in card.ruling.alerts, false, card.row.company);
  await focused(page, "the list again", (now) => now.role === "row");
});

test("on the wall there is no contact, no phone and no note, in large type", async () => {
  await jumpTo("cards");
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  const small = await size();
  await press("p");
  await page.locator(":root[data-projected]").waitFor();
  assert.ok((await size()) > small * 1.3, `${await size()} px after ${small} px`);
  for (const [width, height] of [[1280, 720], [1920, 1080]]) {
    await page.setViewportSize({ width, height });
    for (const step of ["attendance", "handIns", "duplicates", "pairs", "cards", "countersign", "territory", "allot", "record", "seal"]) {
      await page.getByRole("tab", { name: new RegExp(zh(`evening.tab.${step}`)) }).first().click();
      await settled(page);
      const shown = await page.evaluate(() => document.body.innerText);
      for (const secret of ["13823650001", "0769-22331100", "陈志远", "刘敏", "车规级", "13790880044"]) {
        assert.ok(!shown.includes(secret), `${secret} is on the wall in ${step}`);
      }
      assert.deepEqual(await sideways(page), [], `${step} at ${width} scrolls sideways`);
      await picture(page, `meeting-wall-${width}-${step}`);
      assert.deepEqual(await violations(page), [], `axe: ${step} at ${width}`);
    }
  }
  await page.setViewportSize({ width: 1366, height: 768 });
  await press("p");
  await page.locator(":root[data-projected]").waitFor({ state: "detached" });
});

test("the discussion is signed, the day sealed without a reason, and the package printed", async () => {
  await jumpTo("record");
  await tabTo(page, (now) => now.tag === "textarea");
  await page.keyboard.type("海风先寄样品");
  await tabTo(page, (now) => now.text === zh("meeting.record.sign"));
  await press("Enter");
  await until("the record", async () => (await meeting()).discussion);
  await page.getByText("海风先寄样品").first().waitFor();
  await stage.server.kill();
  await jumpTo("seal");
  await page.getByText(zh("meeting.clock.until")).waitFor();
  await press("s");
  await page.getByRole("dialog").waitFor();
  await press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  const [sealed] = (await until("the seal", async () => (await meeting()).seals.length > 0 && meeting())).seals;
  assert.equal(sealed.receivedMs, null);
  await page.getByText(zh("meeting.seal.unsent")).first().waitFor();
  await press("o");
  const sheet = page.getByRole("article", { name: zh("package.title") });
  await sheet.getByText(zh("package.check.whole")).waitFor();
  await sheet.getByRole("img", { name: zh("package.qr") }).waitFor();
  await sheet.getByText(OUT).waitFor();
  assert.deepEqual(await violations(page), [], "axe");
  await picture(page, "meeting-package");
  await page.evaluate(() => {
    globalThis.printed = [];
    globalThis.print = () => globalThis.printed.push(document.querySelector("article").textContent);
  });
  const { linguodong } = laptops;
  const taken = (await linguodong.call("exports")).length;
  await sheet.getByText(OUT).waitFor();
  await page.getByRole("button", { name: zh("action.evening.print") }).click();
  await page.waitForFunction(() => globalThis.printed.length === 1);
  assert.match((await page.evaluate(() => globalThis.printed))[0], /Fairlead [0-9a-f]{10} · 林国栋/);
  assert.equal((await linguodong.call("exports")).length, taken + 1, "the records know what was printed");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("navigation").count(), 0, "no rail on paper");
  assert.deepEqual(await sideways(page), []);
  await picture(page, "meeting-package-print");
  await page.emulateMedia({ media: null });
  await press("Control+e");
  const path = await page.getByText(/\.pdf$/).first().innerText();
  assert.equal((await readFile(path.trim())).subarray(0, 5).toString(), "%PDF-");
  await picture(page, "meeting-package-pdf");
  await press("Escape");
  await page.getByText(zh("meeting.seal.packages")).waitFor();
});

test("it is sent as soon as there is a network, and headquarters checks the printed code and opens it", async () => {
  const { package: hash } = (await meeting()).seals[0];
  await stage.serverAgain();
  await laptops.linguodong.call("sync_now");
  await until("the receipt", async () => (await meeting()).seals[0].receivedMs !== null);
  await laptops.zhenghua.call("sync_now");
  await show(dark, laptops.zhenghua, "#/hq");
  await dark.getByRole("tab", { name: new RegExp(`^${zh("hq.tab.packages")}`) }).click();
  const typed = dark.getByLabel(zh("package.compare"));
  await typed.fill("0000 1111 2222 3333");
  await dark.getByText(zh("package.noMatch")).waitFor();
  await typed.fill(hash.slice(0, 16).toUpperCase().replace(/(.{4})/g, "$1 "));
  const row = dark.getByRole("row").filter({ hasText: zh("package.match") });
  await row.waitFor();
  await picture(dark, "meeting-hq-packages");
  await row.getByRole("button").click();
  await dark.getByText(zh("package.check.whole")).waitFor();
  await picture(dark, "meeting-hq-package");
  assert.deepEqual(await violations(dark), [], "axe");
});

for (const [name, size] of [["light", undefined], ["dark", "dark"]]) {
  test(`every step looks as it should, ${name}`, async () => {
    const window = size ? dark : page;
    await window.setViewportSize({ width: 1366, height: 768 });
    await show(window, laptops.linguodong, "#/evening");
    for (const step of ["attendance", "handIns", "duplicates", "pairs", "cards", "countersign", "territory", "allot", "record", "seal"]) {
      await window.getByRole("tab", { name: new RegExp(zh(`evening.tab.${step}`)) }).first().click();
      await settled(window);
      await picture(window, `meeting-${name}-${step}`);
      assert.deepEqual(await violations(window), [], `axe: ${step}`);
      assert.deepEqual(await sideways(window), [], `${step} scrolls sideways`);
      assert.deepEqual(await misfits(window, LONG), [], `${step} does not fit`);
      assert.deepEqual(await overhangs(window), [], `${step} hangs out`);
    }
    assert.deepEqual(window.complaints.filter((line) => !line.includes("Failed to load")), []);
  });
}
