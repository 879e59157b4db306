/** A card that came after the day was over ranks no more; its supervisor says why, and it ranks again (OWN-08). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { misfits, picture, settled, sideways, violations } from "./looks.mjs";
import { Stage, typed, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

const CUSTOMER = { person: "张伟", phone: "13800138001", site: "广东东莞" };

let browser, stage, wangfang, liqiang, linguodong, hers, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  for (const person of ["wangfang", "liqiang", "linguodong"]) await stage.laptop(person);
  [wangfang, liqiang, linguodong] = stage.laptops;
  // Her laptop is locked with the card before anybody heard of it, until the next morning.
  await stage.server.kill();
  hers = (await wangfang.sign({ company: "东莞市华晟电子有限公司", ...CUSTOMER })).card;
  await wangfang.call("lock");
  await stage.serverAgain();
  await until("the server", () => liqiang.call("sync_now").then(() => true, () => false));
  await stage.moveTo("17:30");
  await liqiang.sign({ company: "东莞华晟电子有限公司", ...CUSTOMER });
  await liqiang.handIn();
  await stage.moveTo("morning");
  await wangfang.unlock();
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const lead = () => linguodong.call("lead", { card: hers });
const excuse = () => page.getByRole("button", { name: zh("excuse.title"), exact: true });

test("the supervisor finds the late card, and says on its page why it was late", async () => {
  await wangfang.call("sync_now");
  await until("the late card on the supervisor's laptop", async () => {
    await linguodong.call("sync_now");
    return (await lead().catch(() => undefined))?.may.includes("excuse");
  });
  await show(page, linguodong, `#/lead/${hers}`);
  await excuse().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(zh("common.reason")).fill("收展时电脑不能开机，当晚无法交卡");
  await settled(page);
  await picture(page, "late-excuse");
  assert.deepEqual(await violations(page), []);
  // What was written waits for whoever looks at the card once more before he signs.
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await excuse().click();
  assert.equal(await dialog.getByLabel(zh("common.reason")).inputValue(), "收展时电脑不能开机，当晚无法交卡");
  await dialog.getByRole("button", { name: zh("excuse.sign"), exact: true }).click();
  await dialog.waitFor({ state: "detached" });
});

test("it ranks again, first of the two, and nothing is left to excuse", async () => {
  await until("the card to rank", async () => (await lead()).ruling.effective === hers);
  await excuse().waitFor({ state: "detached" });
  // What was pressed has gone: the reader is at the page's heading, and in no field of another form.
  await page.waitForFunction(() => document.activeElement?.matches("main h1"));
  await picture(page, "late-excused");
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await misfits(page), []);
  assert.deepEqual(page.complaints, []);
});
