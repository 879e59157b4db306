/**
 * A proposal from the facts to the decision (PEN-01): headquarters explains it, the person concerned speaks, and only
 * then it is decided. Nobody else reads any of it.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { LONG, openEvening } from "./evening.mjs";
import { picture, settled, sideways, violations } from "./looks.mjs";
import { DAY, FAIR, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, laptops, light, dark;

before(async () => {
  [browser, { stage, laptops }] = await Promise.all([openBrowser(), openEvening()]);
  [light, dark] = [await openPage(browser), await openPage(browser, { dark: true })];
  await stage.moveTo("20:00");
  const { linguodong, zhenghua } = laptops;
  const { cards } = await linguodong.call("evening", { fair: FAIR, day: DAY });
  const own = cards.filter((card) => card.row.company !== LONG || card.row.signer !== "王芳").map((card) => card.row.card);
  await linguodong.call("countersign", { cards: cards.map((card) => card.row.card) });
  await linguodong.call("evaluate", { cards: Object.fromEntries(own.map((card) => [card, "ordinary"])) });
  await linguodong.call("seal", { fair: FAIR, day: DAY, reason: "一张卡明早评价" });
  for (const laptop of [linguodong, zhenghua]) await laptop.call("sync_now");
  const review = () => zhenghua.call("fair_review", { fair: FAIR });
  await until("the proposal at headquarters", async () => (await review()).affairs.length > 0);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const tab = (page, key) => page.getByRole("tab", { name: new RegExp(`^${zh(key)}`) }).click();
const omission = (page) => page.getByRole("article", { name: /漏评/ });
const press = (page, key) => page.getByRole("button", { name: zh(key), exact: true }).click();

/** The screen as it is, by day and by night, without anything that axe or the eye would stumble over. */
async function fine(laptop, hash, name, act, shows) {
  for (const [page, size] of [[light, ""], [dark, "-dark"]]) {
    await show(page, laptop, hash);
    await act(page);
    await shows(page).first().waitFor();
    await settled(page);
    assert.deepEqual(await violations(page), [], name);
    assert.deepEqual(await sideways(page), [], name);
    assert.deepEqual(page.complaints, [], name);
    await picture(page, `${name}${size}`);
  }
}

async function bring(...people) {
  for (const laptop of people) await laptop.call("sync_now");
}

test("headquarters reads the facts and the rule, and decides nothing unheard", async () => {
  await fine(laptops.zhenghua, "#/hq", "penalty-hq", (page) => tab(page, "penalty.tab"), omission);
  const affair = omission(light);
  await affair.getByText("FAIR-09").first().waitFor();
  await affair.getByText("罚款 100 元").waitFor();
  assert.ok(await affair.getByRole("button", { name: zh("penalty.decide"), exact: true }).isDisabled());
  await affair.getByText(zh("penalty.hearFirst")).waitFor();
  await press(light, "penalty.tell");
  await light.getByRole("dialog").getByLabel(zh("common.reason")).fill("当晚须百分之百评价；请说明前海海风的卡为何没有评价，以便改进夕会。");
  await picture(light, "penalty-tell");
  await light.getByRole("dialog").getByRole("button", { name: zh("penalty.tell") }).click();
  await light.getByRole("dialog").waitFor({ state: "detached" });
  await affair.getByText(zh("penalty.stage.unreached"), { exact: true }).waitFor();
  await affair.getByText(zh("penalty.reachFirst")).waitFor();
  await affair.getByRole("button", { name: zh("penalty.spoke") }).waitFor();
});

test("the person concerned reads it on his day and says what he has to say", async () => {
  const { zhenghua, linguodong } = laptops;
  await bring(zhenghua, linguodong);
  await until("what was explained to him", async () => (await linguodong.call("about_me")).some((row) => row.told.length > 0));
  await fine(linguodong, "#/day", "penalty-day", async () => undefined, omission);
  const affair = omission(light);
  await affair.getByText("请说明前海海风的卡为何没有评价", { exact: false }).waitFor();
  await affair.getByLabel(zh("penalty.yourStatement")).fill("客户资料不全，已约好明早电话核实后评价。");
  await affair.getByRole("button", { name: zh("penalty.sign") }).click();
  await affair.getByText("已约好明早电话核实", { exact: false }).first().waitFor();
  await affair.getByRole("button", { name: zh("penalty.sayMore") }).waitFor();
});

test("then it is decided, less than proposed, and he reads why", async () => {
  const { zhenghua, linguodong, wangfang } = laptops;
  await bring(linguodong, zhenghua);
  await until("that it has reached him", async () => (await zhenghua.call("fair_review", { fair: FAIR })).affairs.some((row) => row.reached?.way === "written"));
  await until("his statement", async () => (await zhenghua.call("fair_review", { fair: FAIR })).affairs.some((row) => row.statements.length > 0));
  await show(light, zhenghua, "#/hq");
  await tab(light, "penalty.tab");
  await omission(light).getByRole("button", { name: zh("penalty.decide"), exact: true }).click();
  await picture(light, "penalty-reached");
  const dialog = light.getByRole("dialog");
  await dialog.getByText(zh("penalty.verdict.milder"), { exact: true }).click();
  await dialog.getByLabel(zh("penalty.amount")).fill("100");
  await dialog.getByLabel(zh("common.reason")).fill("情有可原，下不为例。");
  const decide = dialog.getByRole("button", { name: zh("penalty.decide"), exact: true });
  assert.ok(await decide.isDisabled(), "as much as proposed is not milder");
  await dialog.getByLabel(zh("penalty.amount")).fill("50");
  await picture(light, "penalty-decide");
  await decide.click();
  await dialog.waitFor({ state: "detached" });
  await omission(light).getByText("从轻，罚款 50 元", { exact: false }).waitFor();
  await bring(zhenghua, linguodong, wangfang);
  await until("the decision on his laptop", async () => (await linguodong.call("about_me")).some((row) => row.decision?.amount === 50));
  await fine(linguodong, "#/day", "penalty-decided", async () => undefined, omission);
  assert.deepEqual(await wangfang.call("about_me"), []);
  await assert.rejects(wangfang.call("fair_review", { fair: FAIR }), (refused) => refused.failure.rule === "SYN-04");
});

test("alerts and packages stand on the desks", async () => {
  const { linguodong, zhenghua } = laptops;
  await stage.moveTo("morning");
  await bring(zhenghua, linguodong);
  await until("the missing package", async () => (await zhenghua.call("hq")).packages.some((row) => row.status === "missing"));
  await fine(zhenghua, "#/hq", "penalty-packages", (page) => tab(page, "hq.tab.packages"), (page) => page.getByText(zh("package.missing")));
  await fine(zhenghua, "#/hq", "penalty-alerts", (page) => tab(page, "penalty.alertsTab"), (page) => page.getByRole("article").or(page.getByText(zh("penalty.noAlerts"))));
  await fine(linguodong, "#/evening", "penalty-evening", (page) => tab(page, "penalty.alertsTab"), (page) => page.getByRole("article").or(page.getByText(zh("penalty.noAlerts"))));
});
