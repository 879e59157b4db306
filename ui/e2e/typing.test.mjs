/**
 * Typing Chinese: the Enter that ends a composition is typing and never signs, submits or opens; the next
 * Enter does. Chromium's real composition events, and what WebKit sends instead.
 */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { focus, focused } from "./focus.mjs";
import { Stage } from "./stage.mjs";
import { called, field, openBrowser, openPage, showCapture } from "./window.mjs";
import { begins, zh } from "./words.mjs";

let browser, stage, wangfang, page, cdp;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  page = await openPage(browser);
  cdp = await page.context().newCDPSession(page);
});

beforeEach(async () => {
  await showCapture(page, wangfang);
  page.calls.length = 0;
  await page.evaluate(() => {
    globalThis.enters = [];
    const note = (event) => event.key === "Enter" && globalThis.enters.push({ isComposing: event.isComposing, keyCode: event.keyCode });
    addEventListener("keydown", note, { capture: true });
  });
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const signed = async () => (await wangfang.call("lead_list", { view: "captured", limit: 50 })).rows.length;
const enters = () => page.evaluate(() => globalThis.enters);

/** Enter as the browser reports it while an input method has the keys: 229, whatever was pressed. */
async function enterKey(keyCode) {
  const key = { key: "Enter", code: "Enter", windowsVirtualKeyCode: keyCode };
  await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", ...key });
  await cdp.send("Input.dispatchKeyEvent", { type: "keyUp", ...key });
}

/** Spells a word, and ends the composition with Enter as Chromium does it. */
async function compose(spelling, word) {
  for (let end = 1; end <= spelling.length; end += 1) {
    await cdp.send("Input.imeSetComposition", { text: spelling.slice(0, end), selectionStart: end, selectionEnd: end });
  }
  await enterKey(229);
  await cdp.send("Input.insertText", { text: word });
}

async function typeCard() {
  await field(page, "company").focus();
  await compose("haifeng", "海风科技");
  await field(page, "matter").focus();
  await compose("xunjia", "询价");
  await field(page, "person").focus();
}

test("the Enter that ends a composition does not sign, the next one does", async () => {
  const before = await signed();
  await typeCard();
  await compose("chen", "陈志远");
  const heard = await enters();
  assert.ok(heard.length === 3 && heard.every((enter) => enter.isComposing), JSON.stringify(heard));
  assert.equal(await field(page, "person").inputValue(), "陈志远");
  assert.equal(await field(page, "company").inputValue(), "海风科技");

  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(/海风科技/).waitFor();
  assert.equal(await signed(), before + 1);
  assert.equal(await field(page, "company").inputValue(), "");
  assert.equal((await focus(page)).name, "company");
});

test("an Enter of keyCode 229 outside a composition, as WebKit reports it, does not sign", async () => {
  const before = await signed();
  await typeCard();
  await page.keyboard.insertText("陈志远");
  await enterKey(229);
  const heard = (await enters()).at(-1);
  assert.deepEqual(heard, { isComposing: false, keyCode: 229 });
  await page.evaluate(() => {
    const init = { key: "Enter", code: "Enter", keyCode: 229, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new KeyboardEvent("keydown", init));
  });
  assert.equal(await field(page, "person").inputValue(), "陈志远", "signing empties the form at once");

  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(begins(zh("capture.saved"))).waitFor();
  assert.equal(await signed(), before + 1);
});

test("an incomplete card is not kept as a draft by the Enter of a composition", async () => {
  await field(page, "company").focus();
  await compose("haifeng", "海风");
  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(begins(zh("capture.draftMissing"))).waitFor();
  assert.equal(called(page, "card_draft"), 1);
});

test("keys of actions are typing while a word is being spelt", async () => {
  await page.keyboard.press("Alt+2");
  await page.getByRole("tab", { name: zh("leads.view.captured") }).click();
  await page.getByRole("searchbox").focus();
  await cdp.send("Input.imeSetComposition", { text: "hai", selectionStart: 3, selectionEnd: 3 });
  await cdp.send("Input.dispatchKeyEvent", { type: "rawKeyDown", key: "ArrowDown", code: "ArrowDown", windowsVirtualKeyCode: 229 });
  await enterKey(229);
  assert.equal((await focus(page)).tag, "input", "choosing a word does not leave the field");
  await cdp.send("Input.insertText", { text: "海" });
  assert.equal(await page.getByRole("searchbox").inputValue(), "海");
  await page.getByRole("row", { name: /海风/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await focused(page, "what was found", (now) => now.role === "row");
});

test("a reason is written with compositions, and Enter in it does not confirm", async () => {
  await typeCard();
  await page.keyboard.insertText("陈志远");
  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(/海风科技/).waitFor();
  await page.keyboard.press("Alt+2");
  await page.getByRole("tab", { name: zh("leads.view.captured") }).click();
  await page.getByRole("row", { name: /海风科技/ }).first().dblclick();
  await page.getByText(zh("lead.timeline")).waitFor();
  await page.keyboard.press("w");
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  await compose("chongfu", "重复");
  await enterKey(229);
  assert.equal(await dialog.getByRole("textbox").inputValue(), "重复");
  assert.ok(await dialog.isVisible());
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});
