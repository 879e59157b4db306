/** A case: what comes after a ruling was final stands beside it, and somebody decides by keyboard (OWN-12). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { focused } from "./focus.mjs";
import { picture, settled, sideways, violations } from "./looks.mjs";
import { DAY, FAIR, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, laptops, card, page;
const LEAD = { company: "中山恒泰照明有限公司", person: "张伟", phone: "13100131001", site: "广东中山" };

/** Wang signs first, Li gets the customer; when every laptop has synced after the seal that is final. */
before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  laptops = {};
  for (const person of ["wangfang", "liqiang", "sunwei", "linguodong", "zhenghua"]) laptops[person] = await stage.laptop(person);
  const { wangfang, liqiang, sunwei, linguodong } = laptops;
  card = (await wangfang.sign(LEAD)).card;
  await wangfang.call("sync_now");
  await stage.moveTo("17:30");
  await liqiang.sign(LEAD);
  for (const laptop of [wangfang, liqiang, sunwei]) {
    await laptop.handIn();
    await laptop.call("sync_now");
  }
  await linguodong.call("sync_now");
  await linguodong.call("assign", { card, to: "liqiang", reason: "李强熟悉照明行业" });
  await linguodong.call("seal", { fair: FAIR, day: DAY, reason: "没有评价" });
  await linguodong.call("sync_now");
  for (const laptop of Object.values(laptops)) await laptop.call("sync_now");
  await until("the end of it", async () => {
    for (const laptop of Object.values(laptops)) await laptop.call("sync_now");
    return (await linguodong.call("lead", { card })).ruling.state === "final";
  });
  // The card that counts is taken back, by a salesperson who thinks better of it.
  await wangfang.call("card_withdraw", { card, reason: "号码写错了" });
  for (const laptop of [wangfang, linguodong, liqiang]) await laptop.call("sync_now");
  await until("the case", async () => (await linguodong.call("lead", { card })).ruling.case !== null);
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

test("the desk counts what is open and leads to it", async () => {
  await show(page, laptops.linguodong, "#/evening");
  await page.getByRole("tab", { name: new RegExp(`^${zh("evening.tab.cases")}.*1`) }).click();
  await page.getByText(zh("cases.yours")).waitFor();
  await settled(page);
  await picture(page, "case-desk");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("link", { name: LEAD.company }).first().click();
  await page.getByTestId("case").waitFor();
});

test("both outcomes stand side by side, and it is decided by keyboard", async () => {
  await show(page, laptops.linguodong, `#/lead/${card}`);
  const box = page.getByTestId("case");
  await box.waitFor();
  await settled(page);
  await picture(page, "case-lead");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.match(await box.innerText(), /王芳[\s\S]*李强/);
  await page.keyboard.press("d");
  await focused(page, "the decision", (now) => now.tag === "input");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Tab");
  await focused(page, "the reason", (now) => now.tag === "textarea");
  await page.keyboard.type("号码写错，卡已撤回");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await until("the decision at the server", async () => {
    await laptops.linguodong.call("sync_now");
    const { ruling } = await laptops.linguodong.call("lead", { card });
    return ruling.case === null && ruling.state === "final" && ruling.effective !== card;
  });
  await page.getByText("号码写错，卡已撤回").first().waitFor();
  await until("the page's beginning", async () => page.evaluate(() => document.activeElement?.tagName === "H1"));
  await picture(page, "case-decided");
});

test("a party may appeal, with a reason", async () => {
  const { wangfang } = laptops;
  await wangfang.call("sync_now");
  await until("the decision", async () => (await wangfang.call("lead", { card })).may.includes("appeal"));
  await show(page, wangfang, `#/lead/${card}`);
  await page.getByRole("button", { name: zh("action.lead.appeal") }).waitFor();
  await page.keyboard.press("p");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.type("卡上的号码可以更正");
  await page.getByRole("button", { name: zh("appeal.confirm") }).click();
  await until("the appeal at headquarters", async () => {
    for (const laptop of [wangfang, laptops.zhenghua]) await laptop.call("sync_now");
    return (await laptops.zhenghua.call("hq")).cases.some((one) => one.mayDecide && one.case?.appeal);
  });
});
