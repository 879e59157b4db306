/** By keyboard alone: from the locked window to a saved card, every desk, every dialog; the focus is always to be seen. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openEvening } from "./evening.mjs";
import { focus, focused, tab, tabTo } from "./focus.mjs";
import { settled } from "./looks.mjs";
import { PASSPHRASE, until } from "./stage.mjs";
import { called, field, openBrowser, openPage, show, showCapture } from "./window.mjs";
import { begins, en, words, zh } from "./words.mjs";

let browser, stage, laptops, page;

before(async () => {
  [browser, { stage, laptops }] = await Promise.all([openBrowser(), openEvening()]);
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const saved = () => page.getByTestId("saved");
const type = (text) => page.keyboard.type(text);
const press = (key) => page.keyboard.press(key);

test("a card is captured from the locked window to “saved”, without a mouse", async () => {
  const { liqiang } = laptops;
  await liqiang.call("lock");
  await show(page, liqiang);
  assert.equal((await focus(page)).says, zh("lock.passphrase"));
  await type("not it");
  await press("Enter");
  await page.getByRole("alert").getByText(zh("failure.unlock.wrong")).waitFor();
  assert.equal((await focus(page)).says, zh("lock.passphrase"), "after a wrong passphrase one can type again");
  await type(PASSPHRASE);
  await press("Enter");

  await page.getByText(begins(zh("capture.nextRegister"))).waitFor();
  await focused(page, "the first field", (now) => now.name === "company");
  await type("珠海格创电机");
  assert.equal((await tab(page)).name, "person");
  await type("何敏");
  assert.equal((await tab(page)).name, "phone");
  await type("13825600123");
  assert.equal((await tab(page)).name, "site");
  await type("珠海");
  await tabTo(page, (now) => now.name === "matter");
  await type("样品");
  assert.equal((await tab(page)).name, "usage");
  await type("12.5");
  await press("Enter");
  await saved().getByText(zh("capture.saved", { number: 4, company: "珠海格创电机" })).waitFor();
  const now = await focus(page);
  assert.equal(now.name, "company", "the cursor stands in the next empty card");
  assert.ok(now.visible);
  assert.equal(await field(page, "company").inputValue(), "");
  const [row] = (await liqiang.call("day", { day: "" })).captured;
  assert.deepEqual([row.company, row.person, row.register], ["珠海格创电机", "何敏", 4]);
});

test("a card that lacks something is kept as a draft that says what; then it is signed", async () => {
  await showCapture(page, laptops.liqiang);
  await type("中山照明");
  await press("Enter");
  const lacking = new Intl.ListFormat("zh-CN", { style: "narrow" }).format([zh("field.person"), zh("field.matter")]);
  await saved().getByText(zh("capture.draftMissing", { missing: lacking })).waitFor();
  assert.equal((await focus(page)).name, "person", "the cursor stands in what is missing");
  assert.equal(await field(page, "company").inputValue(), "中山照明", "the draft stays in the form");

  await press("Alt+u");
  const unknown = page.getByRole("button", { name: zh("capture.markUnknown", { field: zh("field.person") }) });
  assert.equal(await unknown.getAttribute("aria-pressed"), "true");
  assert.equal(await field(page, "person").getAttribute("placeholder"), zh("capture.isUnknown"));
  await press("Enter");
  await saved().getByText(zh("capture.draftMissing", { missing: zh("field.matter") })).waitFor();
  assert.equal((await focus(page)).name, "matter");
  await type("报价");
  await press("Enter");
  await saved().getByText(zh("capture.saved", { number: 5, company: "中山照明" })).waitFor();
  const drafts = (await laptops.liqiang.call("capture_view")).drafts.filter((draft) => draft.company === "中山照明");
  assert.equal(drafts.length, 0, "the draft became the card");
});

test("who types before the screen's data are there is not disturbed", async () => {
  const { liqiang } = laptops;
  await page.goto("about:blank");
  await liqiang.call("card_autosave", { input: null });
  await page.route("**/call/capture_view", async (route) => {
    await until("something typed", () => field(page, "company").inputValue());
    // One that was still on its way when the page was let go of has gone through already.
    await route.continue().catch(() => undefined);
  });
  await page.goto(`${liqiang.url}/#/capture`);
  await focused(page, "the first field", (now) => now.name === "company");
  await type("江门");
  await page.getByText(begins(zh("capture.nextRegister"))).waitFor();
  await settled(page);
  await page.unroute("**/call/capture_view");
  await type("机械");
  assert.equal(await field(page, "company").inputValue(), "江门机械");
  assert.equal((await focus(page)).name, "company");
});

test("unknown is taken back by the same key, and by typing", async () => {
  await showCapture(page, laptops.liqiang);
  await field(page, "matter").focus();
  // It hides while the field has a text.
  const unknown = page.locator(`button[aria-label="${zh("capture.markUnknown", { field: zh("field.matter") })}"]`);
  const pressed = () => unknown.getAttribute("aria-pressed");
  await press("Alt+u");
  assert.equal(await pressed(), "true");
  await press("Alt+u");
  assert.equal(await pressed(), "false");
  await press("Alt+u");
  await type("价");
  assert.equal(await pressed(), "false");
  assert.equal((await focus(page)).name, "matter");
});

test("the key of the capture desk, pressed on it, leads back into the card", async () => {
  await showCapture(page, laptops.liqiang);
  await type("汕头");
  await page.getByRole("button", { name: "17:30" }).focus();
  await press("Alt+1");
  await focused(page, "the first empty field", (now) => now.name === "person");
  await field(page, "company").fill("");
});

test("Enter on an empty card does nothing", async () => {
  await showCapture(page, laptops.liqiang);
  page.calls.length = 0;
  await press("Enter");
  await press("Alt+2");
  await page.getByRole("searchbox").waitFor();
  assert.deepEqual([called(page, "card_sign"), called(page, "card_draft")], [0, 0]);
});

test("the language changes at once, and a half-typed card stays", async () => {
  await showCapture(page, laptops.liqiang);
  await type("汕头");
  await press("Alt+l");
  await page.getByRole("heading", { name: words("zh-Hant")("capture.title") }).waitFor();
  await press("Alt+l");
  await page.getByRole("heading", { name: en("capture.title") }).waitFor({ timeout: 20_000 });
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await field(page, "company").inputValue(), "汕头");
  assert.equal((await focus(page)).name, "company");
  await press("Alt+l");
  await page.getByRole("heading", { name: zh("capture.title") }).waitFor({ timeout: 20_000 });
});

test("a language that is chosen while the last one is still being remembered stays", async () => {
  await showCapture(page, laptops.liqiang);
  let asked = 0;
  let answered = 0;
  await page.route("**/call/set_language", async (route) => {
    asked += 1;
    if (asked === 1) await new Promise((done) => setTimeout(done, 700));
    await route.fulfill({ response: await route.fetch() });
    answered += 1;
  });
  await page.evaluate(() => {
    globalThis.spoken = [];
    new MutationObserver(() => globalThis.spoken.push(document.documentElement.lang)).observe(document.documentElement, { attributeFilter: ["lang"] });
  });
  await press("Alt+l");
  await press("Alt+l");
  const host = () => laptops.liqiang.call("status", null);
  await until("both answers", async () => answered === 2);
  await page.waitForTimeout(500);
  assert.equal((await host()).language, "en");
  assert.deepEqual(await page.evaluate(() => globalThis.spoken), ["zh-Hant", "en"]);
  await page.unroute("**/call/set_language");
  await press("Alt+l");
  await until("Chinese to be remembered", async () => (await host()).language === "zh-CN");
});

/** Whose, where, and what has come when the screen is there. */
const DESKS = [
  ["liqiang", "#/capture", () => field(page, "company")],
  ["liqiang", "#/leads/captured", () => page.getByRole("row").nth(1)],
  ["liqiang", "#/day", () => page.getByText(zh("handIn.paper"))],
  ["linguodong", "#/evening", () => page.getByRole("row").nth(1)],
  ["zhenghua", "#/hq", () => page.getByRole("row").nth(1)],
  ["liqiang", "#/sync", () => page.getByText(zh("syncPage.safe"))],
];

for (const [who, hash, there] of DESKS) {
  test(`the focus is seen after every Tab on ${hash}`, async () => {
    await show(page, laptops[who], hash);
    await there().waitFor();
    // Begins at the first control of the window, and goes all the way to its last, the sync line's button.
    await page.getByRole("button", { name: "17:30" }).focus();
    const last = begins(zh("action.sync.now"));
    const way = [];
    while (!way.at(-1)?.text.startsWith(last)) {
      assert.ok(way.length < 90, `no end: ${JSON.stringify(way.slice(-3))}`);
      way.push(await tab(page));
    }
    assert.ok(way.length > 8, `only ${way.length} places to stop at`);
    for (let back = 0; back < 3; back += 1) await tab(page, "Shift+Tab");
  });
}

/** Opens a dialog from where the focus is, goes around in it, closes it; the focus is where it was. */
async function aroundDialog(open) {
  const before = await focus(page);
  await open();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await focused(page, "the dialog", (now) => now.inDialog);
  for (let presses = 0; presses < 5; presses += 1) {
    await press("Tab");
    const now = await focus(page);
    assert.ok(now.inDialog, `Tab leaves the dialog: ${JSON.stringify(now)}`);
  }
  await press("Escape");
  await dialog.waitFor({ state: "detached" });
  const after = await focused(page, `${before.tag} “${before.text}” again`, (now) => now.tag === before.tag && now.text === before.text);
  assert.ok(!after.lost);
}

test("the key map shows every key, closes with Escape and gives the focus back", async () => {
  await showCapture(page, laptops.liqiang);
  await aroundDialog(() => press("F1"));
  assert.equal((await focus(page)).name, "company");
});

test("the dialogs of withdrawing, sealing, a code and revoking give the focus back", async () => {
  await show(page, laptops.liqiang, "#/leads/captured");
  await focused(page, "the list", (now) => now.role === "row");
  await press("ArrowDown");
  await press("Enter");
  await page.getByText(zh("lead.timeline")).waitFor();
  await aroundDialog(() => press("w"));

  await show(page, laptops.linguodong, "#/evening");
  await focused(page, "the list", (now) => now.role === "row");
  await aroundDialog(() => press("s"));

  await show(page, laptops.zhenghua, "#/hq");
  await focused(page, "the list", (now) => now.role === "row");
  await page.getByRole("tab", { selected: true }).focus();
  await press("End");
  await page.getByRole("button", { name: zh("hq.makeCode") }).first().waitFor();
  await tabTo(page, (now) => now.text === zh("hq.makeCode"));
  await aroundDialog(() => press("Enter"));
  await tabTo(page, (now) => now.text === zh("hq.revoke"));
  await aroundDialog(() => press("Enter"));
});

test("a button keeps the focus while it works", async () => {
  const { liqiang, linguodong } = laptops;
  await show(page, liqiang, "#/sync");
  await tabTo(page, (now) => now.text.startsWith(zh("action.sync.now")));
  await press("Enter");
  await until("the exchange", () => called(page, "sync_now") === 1);
  await page.getByRole("button", { name: zh("action.sync.now"), disabled: false }).waitFor();
  await focused(page, "the same button", (now) => now.text.startsWith(zh("action.sync.now")));

  await show(page, liqiang, "#/day");
  await page.getByRole("tab", { name: zh("handIn.way.server") }).click();
  await tabTo(page, (now) => now.text === zh("handIn.toServer"));
  await press("Enter");
  await page.getByText(zh("handIn.done")).waitFor();
  await focused(page, "the same button", (now) => now.text === zh("handIn.toServer"));

  await show(page, linguodong, "#/evening");
  await page.getByRole("tab", { name: zh("evening.tab.pairs") }).click();
  await tabTo(page, (now) => now.text === zh("pairs.different"));
  await press("Enter");
  await page.getByText(zh("pairs.none")).waitFor();
  await focused(page, "something", (now) => !now.lost);
});

test("an evening is worked through by keys: countersign, judge, tick, assign", async () => {
  const { linguodong } = laptops;
  const cards = async () => (await linguodong.call("evening", { fair: "F1", day: "2026-03-12" })).cards;
  await show(page, linguodong, "#/evening");
  await focused(page, "the list", (now) => now.role === "row");
  await press("c");
  await until("the countersignature", async () => (await cards())[0].countersigned);
  await page.locator("[role=row]", { hasText: "✓" }).first().waitFor();
  await press("1");
  const second = await focused(page, "the next card", (now) => now.role === "row" && !now.text.includes("海风"));
  assert.ok(second.visible);
  const [first] = await cards();
  assert.deepEqual([first.countersigned, first.judgement], [true, "valuable"]);

  await press("Space");
  await press("ArrowDown");
  await press("Space");
  assert.equal(await page.locator("[role=row][aria-selected=true]").count(), 2);
  const ticked = page.locator("[role=row][aria-selected=true]");
  const mine = (card) => card.mayCountersign && card.countersigned;
  const countersigned = (await cards()).filter(mine).length;
  await press("c");
  await until("two more countersignatures", async () => (await cards()).filter(mine).length > countersigned);
  assert.equal(await ticked.count(), 2, "what was countersigned together is judged together");
  await press("2");
  await until("two judgements", async () => (await cards()).filter((card) => card.judgement === "ordinary").length === 2);
  assert.equal(await ticked.count(), 2, "the ticks stay");
  await press("Escape");
  await ticked.first().waitFor({ state: "detached" });

  // Both within one frame, as fast fingers do: one task after the other, before anything is drawn.
  await page.evaluate(async () => {
    const strike = (key, code) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true, cancelable: true }));
    await new Promise((done) => requestAnimationFrame(done));
    strike("Home", "Home");
    await new Promise((done) => {
      const task = new MessageChannel();
      task.port1.onmessage = done;
      task.port2.postMessage(null);
    });
    strike("a", "KeyA");
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  });
  await focused(page, "the choice of a person", (now) => now.tag === "button");
  await tabTo(page, (now) => now.text === zh("assign.assign"));
  await press("Enter");
  await until("the assignment", async () => (await cards())[0].row.owner === "王芳");
  await focused(page, "the list again", (now) => now.role === "row");
});
