/** What can be taken back: typing, choosing, emptying the form, beginning the next card; and what was signed is not. */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { focused } from "./focus.mjs";
import { Stage, until } from "./stage.mjs";
import { field, openBrowser, openPage, show, showCapture } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, wangfang, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

beforeEach(() => showCapture(page, wangfang));

const value = (name) => field(page, name).inputValue();
const source = (name) => page.getByRole("radio", { name: zh(`source.${name}`), exact: true });
const drafts = async () => (await wangfang.call("capture_view", null)).drafts;

test("Ctrl+Z takes back field by field and choice by choice, Ctrl+Y does it again, and the cursor goes there", async () => {
  await field(page, "company").focus();
  await page.keyboard.type("海风科技");
  await field(page, "person").focus();
  await page.keyboard.type("唐婷");
  await page.getByText(zh("source.business_card"), { exact: true }).click();
  await field(page, "person").focus();
  await page.keyboard.press("Control+z");
  await until("the source as it was", () => source("conversation").isChecked());
  await page.keyboard.press("Control+z");
  assert.deepEqual([await value("company"), await value("person")], ["海风科技", ""]);
  await page.keyboard.press("Control+z");
  assert.equal(await value("company"), "");
  await focused(page, "the field that changed", (now) => now.name === "company");
  await page.keyboard.press("Control+y");
  await page.keyboard.press("Control+y");
  assert.deepEqual([await value("company"), await value("person")], ["海风科技", "唐婷"]);
});

test("an emptied form comes back by one key, also from another screen", async () => {
  await field(page, "company").fill("海风科技");
  await page.keyboard.press("Alt+k");
  assert.equal(await value("company"), "");
  await page.getByText(zh("undo.cleared", { company: "海风科技" })).waitFor();
  await page.keyboard.press("Alt+2");
  await page.getByRole("tab").first().waitFor();
  await page.keyboard.press("Alt+z");
  await until("the card in the form", async () => (await field(page, "company").count()) > 0 && (await value("company")) === "海风科技");
  assert.equal(await page.getByText(zh("undo.cleared", { company: "海风科技" })).count(), 0);
});

test("the next card began by mistake: the one before is in the form again, and is one draft", async () => {
  const before = (await drafts()).length;
  await field(page, "company").fill("南方仪器");
  await page.keyboard.press("Alt+n");
  await page.getByText(zh("undo.kept", { company: "南方仪器" })).waitFor();
  await page.getByRole("button", { name: zh("undo.undo"), exact: true }).click();
  await until("the card in the form", async () => (await value("company")) === "南方仪器");
  assert.equal((await drafts()).length, before + 1);
});

test("what was signed is not taken back silently: one goes to where it is withdrawn, with a reason", async () => {
  for (const [name, text] of [["company", "厦门鹭岛光电"], ["person", "林晓东"], ["matter", "询价"]]) await field(page, name).fill(text);
  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText("✓").waitFor();
  await page.keyboard.press("Control+z");
  assert.equal(await value("company"), "");
  await page.getByRole("button", { name: zh("capture.withdraw"), exact: true }).click();
  await page.getByRole("dialog").getByText(zh("withdraw.explain")).waitFor();
  await page.keyboard.press("Escape");
  const { rows } = await wangfang.call("lead_list", { view: "captured", text: "厦门鹭岛", limit: 5 });
  assert.equal(rows.length, 1);
});

test("a note that was given up is there again", async () => {
  const { card } = await wangfang.sign({ company: "武汉光谷半导体", person: "郭凯", phone: "13900139001", site: "武汉" });
  await show(page, wangfang, `#/lead/${card}`);
  await page.getByText(zh("lead.timeline")).waitFor();
  await page.keyboard.press("n");
  await page.keyboard.press("Enter");
  await page.locator("textarea:focus").waitFor();
  await page.keyboard.type("要样品两套");
  // The disk takes its time to forget: whoever takes it back meanwhile is heard too.
  let told = 0;
  await page.route("**/call/note_autosave", async (route) => {
    await new Promise((done) => setTimeout(done, 600));
    await route.continue();
    told += 1;
  });
  await page.getByRole("button", { name: zh("notes.giveUp") }).click();
  await page.keyboard.press("Alt+z");
  await until("the disk to be told to forget, and to keep again", async () => told === 2);
  await until("the words", async () => (await page.locator("textarea").evaluateAll((all) => all.map((one) => one.value))).includes("要样品两套"));
  assert.deepEqual(page.complaints, []);
});
