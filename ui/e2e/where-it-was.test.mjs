/** The keyboard is never nowhere, a screen begins at its top, and whoever comes back finds what he left. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { openEvening } from "./evening.mjs";
import { focused, tabTo } from "./focus.mjs";
import { PASSPHRASE, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, laptops, page;

before(async () => {
  [browser, { stage, laptops }] = await Promise.all([openBrowser(), openEvening()]);
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const press = (key) => page.keyboard.press(key);
const tabNamed = (id) => new RegExp(`^${zh(`evening.tab.${id}`)}`);
const onHeading = (now) => now.tag === "h1" || now.tag === "main";

test("a screen that is opened from the sync line takes the focus", async () => {
  for (const [who, key, what, is] of [
    ["liqiang", "Alt+3", "the day", onHeading],
    ["liqiang", "Alt+1", "the first field", (now) => now.name === "company"],
    ["linguodong", "Alt+4", "the list", (now) => now.role === "row"],
  ]) {
    await show(page, laptops[who], "#/leads/captured");
    await page.getByRole("link", { name: zh("sync.why") }).focus();
    await press("Enter");
    await page.getByText(zh("syncPage.safe")).waitFor();
    await page.getByRole("link", { name: zh("sync.why") }).focus();
    await press(key);
    await focused(page, what, is);
  }
});

test("a screen that is opened begins at its top", async (t) => {
  await page.setViewportSize({ width: 1366, height: 420 });
  t.after(() => page.setViewportSize({ width: 1366, height: 768 }));
  await show(page, laptops.liqiang, "#/sync");
  await page.getByText(zh("syncPage.safe")).waitFor();
  const main = page.locator("main");
  const toEnd = (then = "") =>
    until("something to scroll", () =>
      main.evaluate((one, hash) => {
        one.scrollTo(0, one.scrollHeight);
        if (one.scrollTop > 0 && hash) location.hash = hash;
        return one.scrollTop > 0;
      }, then),
    );
  const top = (is) => async () => is(await main.evaluate((one) => one.scrollTop));
  // The browser tells of scrolling a frame later, when the next screen may be in the address already.
  await toEnd("#/day");
  await page.getByText(zh("handIn.paper")).waitFor();
  await until("the page to begin at its top", top((now) => now === 0));
  await show(page, laptops.liqiang, "#/sync");
  await page.getByText(zh("syncPage.safe")).waitFor();
  await toEnd();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await press("Alt+3");
  await page.getByText(zh("handIn.paper")).waitFor();
  await until("the page to begin at its top", top((now) => now === 0));
  await page.goBack();
  await page.getByText(zh("syncPage.safe")).waitFor();
  await until("the page to stand where it was left", top((now) => now > 0));
});

test("after the passphrase was changed the keyboard stands where the form was opened", async () => {
  await show(page, laptops.sunwei, "#/sync");
  const open = page.getByRole("button", { name: zh("passphrase.change") });
  await open.focus();
  await press("Enter");
  await focused(page, "the old passphrase", (now) => now.says === zh("passphrase.old"));
  await page.keyboard.type(PASSPHRASE);
  await press("Tab");
  await page.keyboard.type("another-one-2026");
  await press("Tab");
  await page.keyboard.type("another-one-2026");
  await press("Enter");
  await page.getByText(zh("passphrase.changed")).waitFor();
  await focused(page, "the button that opened it", (now) => now.text === zh("passphrase.change"));
});

test("who has forgotten his passphrase begins at the heading", async () => {
  const { sunwei } = laptops;
  await sunwei.call("lock");
  await show(page, sunwei);
  await page.getByRole("button", { name: zh("lock.forgotten") }).focus();
  await press("Enter");
  await focused(page, "the heading", (now) => now.text === zh("recover.title"));
  await tabTo(page, (now) => now.text === zh("recover.back"));
  await press("Enter");
  await focused(page, "the lock screen", (now) => !now.lost);
  await sunwei.call("unlock", { passphrase: "another-one-2026" });
});

test("after a laptop was revoked the keyboard stands beside it", async () => {
  const { zhenghua } = laptops;
  await show(page, zhenghua, "#/hq");
  await page.getByRole("tab", { name: zh("hq.tab.people") }).click();
  const row = page.getByRole("row", { name: "孙伟" });
  await row.getByRole("button", { name: zh("hq.revoke") }).focus();
  await press("Enter");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("丢了");
  await press("Tab");
  await tabTo(page, (now) => now.text === zh("hq.revoke"));
  await press("Enter");
  await row.getByText(zh("hq.revoked")).waitFor();
  const now = await focused(page, "something beside it", (at) => !at.lost && !at.inDialog && !onHeading(at));
  assert.equal(now.text, zh("remains.ask"), "what took the button's place");
});

test("who comes back from a customer finds the evening as he left it", async () => {
  const { linguodong } = laptops;
  await show(page, linguodong, "#/evening");
  const first = await focused(page, "the list", (now) => now.role === "row");
  await press("Space");
  await press("ArrowDown");
  const second = await focused(page, "the second row", (now) => now.role === "row" && now.says !== first.says);
  await press("ArrowDown");
  const row = await focused(page, "the third row", (now) => now.role === "row" && ![first.says, second.says].includes(now.says));
  await press("Enter");
  await page.getByText(zh("lead.timeline")).waitFor();
  await press("Escape");
  const again = await focused(page, "the row again", (now) => now.role === "row");
  assert.equal(again.says, row.says, "the row that was looked at");
  assert.equal(await page.locator("[role=row][aria-selected=true]").count(), 1, "the tick stays too");

  await page.getByRole("tab", { name: tabNamed("duplicates") }).click();
  const link = page.getByRole("link", { name: zh("evening.openLead") }).last();
  await link.focus();
  await press("Enter");
  await page.getByText(zh("lead.timeline")).waitFor();
  await press("Escape");
  assert.equal(await page.getByRole("tab", { selected: true }).textContent().then((text) => text.startsWith(zh("evening.tab.duplicates"))), true);
  await focused(page, "the link again", (now) => now.text === zh("evening.openLead"));

  const days = page.getByRole("button", { name: zh("evening.day") });
  await days.click();
  await page.getByRole("option").nth(1).click();
  const day = await days.textContent();
  await press("Alt+2");
  await page.getByRole("searchbox").waitFor();
  await page.goBack();
  await days.waitFor();
  assert.equal(await days.textContent(), day, "the chosen day");
});

test("nothing of it is left for whoever opens the workspace next", async () => {
  const { linguodong } = laptops;
  await show(page, linguodong, "#/evening");
  await page.getByRole("tab", { name: tabNamed("pairs") }).click();
  await linguodong.call("lock");
  await page.getByLabel(zh("lock.passphrase")).waitFor();
  await linguodong.unlock();
  await page.getByRole("tab", { selected: true }).waitFor();
  assert.ok((await page.getByRole("tab", { selected: true }).textContent()).startsWith(zh("evening.tab.cards")));
});
