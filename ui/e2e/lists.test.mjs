/** Lists in and out, on the screen: choose a file, see what will become of each row, import, undo, export. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { focused } from "./focus.mjs";
import { misfits, picture, sideways, violations } from "./looks.mjs";
import { Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { begins, zh } from "./words.mjs";

let browser, stage, wangfang, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  page = await openPage(browser);
  await wangfang.sign({ company: "东莞华晟电子有限公司", person: "张伟", phone: "13800138001", site: "广东东莞" });
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const ROWS = 230;
const list = () => {
  const rows = Array.from({ length: ROWS }, (_, n) => `广州第${n + 1}号贸易有限公司,联系人${n + 1},139${10_000_000 + n},广州,展位${n + 1}`);
  return ["公司名称,联系人,手机,城市,展位", ...rows, "东莞市华晟电子有限公司,王五,13800138001,东莞,", ",,13900000000,,"].join("\n");
};

const give = (name, text) => page.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
const button = (key) => page.getByRole("button", { name: zh(key), exact: true });
const captured = async () => (await wangfang.call("lead_list", { view: "captured", limit: 1 })).total;
const looksWell = async (name) => {
  await picture(page, name);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await misfits(page), []);
};

test("a file that means harm is refused with a sentence, and nothing has changed", async () => {
  await show(page, wangfang, "#/lists");
  await page.getByText(zh("lists.importNote")).waitFor();
  await looksWell("lists");
  await give("坏.xlsx", "PK\x03\x04 and then nothing");
  await page.getByRole("alert").getByText(zh("failure.table.damaged")).waitFor();
  await give("公式.pdf", "%PDF-1.7");
  await page.getByRole("alert").getByText(zh("failure.table.unknown_kind")).waitFor();
});

test("the columns are guessed, every row says what will become of it, and the matter is asked for", async () => {
  await give("展商名单.csv", list());
  await page.getByText(zh("lists.looked")).waitFor();
  // Nobody has said yet what to do without a matter: each row says so.
  await page.getByText(zh("lists.sort.wrong", { count: ROWS + 2 })).waitFor();
  await page.getByText(begins(zh("failure.field.missing"))).first().waitFor();
  assert.equal(await page.getByRole("row", { name: /公司名称/ }).getByRole("button").innerText(), zh("lists.field.company"));
  assert.equal(await page.getByRole("row", { name: /展位/ }).getByRole("button").innerText(), zh("lists.field.beside"));
  await page.getByLabel(zh("lists.matter")).fill("展商名单");
  await page.getByText(zh("lists.sort.card", { count: ROWS })).waitFor();
  await page.getByText(zh("lists.sort.known", { count: 1 })).waitFor();
  await page.getByText(zh("lists.sort.wrong", { count: 1 })).waitFor();
  await page.getByText(zh("lists.sort.known", { count: 1 })).click();
  await page.getByText(begins(zh("lists.fate.known"))).first().waitFor();
  await looksWell("lists-preview");
});

test("a column is chosen by keyboard", async () => {
  const pick = page.getByRole("row", { name: /展位/ }).getByRole("button");
  await pick.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: zh("lists.field.skip") }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await until("the chosen column", async () => (await wangfang.call("import_now")).plan.fields[4] === "skip");
  await until("the field to say so", async () => (await pick.innerText()) === zh("lists.field.skip"));
});

test("an import can be stopped, survives a power cut, and goes on", async () => {
  await button("lists.start").click();
  await button("lists.stop").click();
  await button("lists.goOn").waitFor();
  const before = (await wangfang.call("import_now"))?.done ?? ROWS;
  assert.ok(before > 0);
  await wangfang.kill();
  await wangfang.again();
  await wangfang.unlock();
  await show(page, wangfang, "#/lists");
  await page.getByText(begins(zh("lists.done"))).first().waitFor();
  await button("lists.goOn").click();
  await page.getByText(zh("lists.result", { file: "展商名单.csv", cards: zh("counted.cards", { count: ROWS }), known: 1, wrong: 1 })).waitFor();
  assert.equal(await captured(), ROWS + 1);
  assert.equal((await wangfang.call("day", {})).captured.length, 1, "an imported list is nobody's day");
  await focused(page, "the place of the import", (now) => now.tag !== "body");
  await looksWell("lists-imported");
});

test("the import is undone as a whole, but for what somebody has worked on", async () => {
  const rows = (await wangfang.call("lead_list", { view: "captured", text: "第7号", limit: 5 })).rows;
  await wangfang.call("follow_up", { card: rows[0].card, channel: "phone", connected: true, text: "通话" });
  await button("lists.undo").click();
  await page.getByLabel(zh("common.reason")).fill("导错了文件");
  await button("lists.undoConfirm").click();
  await page.getByText(zh("lists.undone", { cards: zh("counted.cards", { count: ROWS - 1 }) })).waitFor();
  await page.getByText(zh("lists.kept", { count: 1 })).waitFor();
  await page.getByText(zh("lists.act.customer_followed_up")).waitFor();
  await picture(page, "lists-undone");
});

test("what is exported is marked, and stands in the list of exports", async () => {
  await page.getByRole("button", { name: new RegExp(zh("lists.which")) }).click();
  await page.getByRole("option", { name: zh("leads.view.captured") }).click();
  await page.getByLabel(zh("lists.only")).fill("华晟");
  await page.getByText(zh("lists.allowed", { cards: zh("counted.cards", { count: 1 }), files: 5 })).waitFor();
  await button("lists.write").click();
  await picture(page, "lists-exporting");
  const path = await page.locator("code", { hasText: ".xlsx" }).innerText();
  assert.equal((await readFile(path)).subarray(0, 2).toString(), "PK");
  const [told] = await until("the export among the exports", async () => {
    const all = await wangfang.call("exports");
    return all.length > 0 && all;
  });
  assert.equal(told.cards, 1);
  await page.getByRole("region", { name: zh("lists.exports") }).getByText(told.export).waitFor();
  await looksWell("lists-exported");
  assert.deepEqual(page.complaints, []);
});
