/**
 * Somebody who came to the booth asks to be forgotten (SEC-14): headquarters erases what stands of him in the register of
 * visitors, by itself or with the card that was made of it, and everybody sees that it was done, and by whom.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { misfits, picture, sideways, violations } from "./looks.mjs";
import { DAY, FAIR, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

const COMPANY = "惠州市仲恺高新区云岭精密模具制造有限责任公司";
const LEFT = { fair: FAIR, channel: "visit", name: "欧阳雪莹", company: COMPANY, phone: "13712345678", matter: "耐高温端子" };
const CALLED = { fair: FAIR, channel: "call", name: "何国强", company: "", phone: "", matter: "问路，顺便问了连接器的交期" };
const AGAIN = { ...LEFT, channel: "call", company: "", matter: "来电问样品" };

let browser, stage, wangfang, zhenghua, page, card;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  zhenghua = await stage.laptop("zhenghua");
  const entry = await wangfang.call("visitor_receive", LEFT);
  ({ card } = await wangfang.call("visitor_lead", { fair: FAIR, entry }));
  const [draft] = (await wangfang.call("capture_view")).drafts;
  await wangfang.call("card_sign", { ...draft, site: "广东惠州" });
  await wangfang.call("visitor_receive", CALLED);
  await wangfang.call("visitor_receive", AGAIN);
  await wangfang.call("sync_now");
  await zhenghua.call("sync_now");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const dialog = () => page.getByRole("dialog");
const reason = () => dialog().getByLabel(zh("common.reason"), { exact: true });
const line = (text) => page.getByRole("row").filter({ hasText: text });
const rows = async (laptop) => (await laptop.call("visitor_register", { fair: FAIR, day: DAY })).rows;

async function visitors() {
  await show(page, zhenghua, "#/booth");
  await page.getByRole("tab", { name: zh("booth.tab.visitors") }).click();
}

async function holds(name) {
  await picture(page, name);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await misfits(page), []);
  assert.deepEqual(await sideways(page), []);
}

test("who called and left no card is forgotten by his line, with a reason that only headquarters reads", async () => {
  await visitors();
  const erase = line(CALLED.name).getByRole("button", { name: zh("booth.visitor.erase") });
  await erase.click();
  await reason().fill("来电要求");
  await holds("forgotten-line");
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await erase.click();
  assert.equal(await reason().inputValue(), "来电要求", "what was typed is there again");
  await dialog().getByRole("button", { name: zh("erase.confirm") }).click();
  await dialog().waitFor({ state: "detached" });
  await page.getByText(/服务器收到后才生效/).waitFor();
  await holds("forgotten-waiting");
  await zhenghua.call("sync_now");
  await page.getByText(/已于.*按总部的决定清除/).waitFor();
  assert.equal(await line(CALLED.name).count(), 0);
  await holds("forgotten-done");
});

test("a card takes the line with it of which it was made, and another one of his if it is chosen", async () => {
  await show(page, zhenghua, `#/lead/${card}`);
  await page.getByRole("button", { name: zh("action.lead.erase") }).click();
  await dialog().getByRole("listitem").filter({ hasText: LEFT.company.slice(0, 6) }).waitFor();
  const other = dialog().getByRole("checkbox");
  assert.equal(await other.isChecked(), false, "only somebody who looks can tell whether it is he");
  await other.check();
  await reason().fill("本人来信要求");
  await holds("forgotten-card");
  await dialog().getByRole("button", { name: zh("erase.confirm") }).click();
  await dialog().waitFor({ state: "detached" });
  await zhenghua.call("sync_now");
  await wangfang.call("sync_now");
  for (const laptop of [zhenghua, wangfang]) {
    const left = await rows(laptop);
    assert.equal(left.length, 3, "that somebody came stays");
    assert.ok(left.every((row) => row.erasure && row.input.name === "" && row.input.company === ""));
  }
  await show(page, wangfang, "#/booth");
  await page.getByRole("tab", { name: zh("booth.tab.visitors") }).click();
  await until("every line says so", async () => (await page.getByText(zh("leads.erased")).count()) === 3);
  await holds("forgotten-author");
  assert.equal(await page.getByRole("button", { name: zh("booth.edit") }).count(), 0);
  assert.deepEqual(page.complaints, []);
});
