/** The company's forms: read on the screen, written as a workbook, printed with a mark (rulebook E, SEC-06). */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { misfits, picture, sideways, violations } from "./looks.mjs";
import { Stage } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, wangfang, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  page = await openPage(browser);
  await page.addInitScript(() => {
    globalThis.printed = [];
    globalThis.print = () => globalThis.printed.push(document.querySelector("[data-printed]").textContent);
  });
  await wangfang.sign({ company: "深圳市前海海风智能科技控股集团有限公司华南大区第一分公司", person: "张伟", phone: "13800138001", site: "广东东莞" });
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const act = (key) => page.getByRole("button", { name: zh(key) });

test("a day's cards stand on the form, and it looks well", async () => {
  await show(page, wangfang, "#/reports");
  await page.getByRole("heading", { name: zh("reports.form.e3") }).waitFor();
  await page.getByRole("cell", { name: /海风智能/ }).waitFor();
  await picture(page, "reports");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await misfits(page), []);
});

test("a workbook is written, and the records know it", async () => {
  await act("action.reports.xlsx").click();
  const path = await page.getByText(/\.xlsx/).first().innerText();
  assert.equal((await readFile(path.trim())).subarray(0, 2).toString(), "PK");
  assert.equal((await wangfang.call("exports")).length, 1);
});

test("pages to be signed are saved, and the records know it", async () => {
  await act("action.reports.pdf").click();
  const path = await page.getByText(/\.pdf/).first().innerText();
  assert.equal((await readFile(path.trim())).subarray(0, 5).toString(), "%PDF-");
  assert.deepEqual((await wangfang.call("exports")).map((row) => row.layout).sort(), ["pdf", "xlsx"]);
  await picture(page, "reports-pdf");
  assert.deepEqual(await violations(page), []);
});

test("what is printed bears its mark", async () => {
  await act("action.reports.print").click();
  await page.waitForFunction(() => globalThis.printed.length === 1);
  const [text] = await page.evaluate(() => globalThis.printed);
  assert.match(text, /Fairlead [0-9a-f]{10} · 王芳/);
  assert.equal((await wangfang.call("exports")).length, 3);
});

test("the best salesperson's sum is open, and says that this laptop does not hold all of it", async () => {
  await page.getByRole("button", { name: new RegExp(zh("reports.form.e3")) }).click();
  await page.getByRole("option", { name: zh("reports.form.kpi1") }).click();
  await page.getByRole("heading", { name: zh("reports.part.reckoning") }).waitFor();
  assert.equal(await page.getByRole("heading", { name: zh("reports.part.award"), exact: true }).count(), 0);
  await picture(page, "reports-award");
  assert.deepEqual(await violations(page), []);
});
