/** After a fair: those who took part score marketing, headquarters appraises and tells, everybody adds the award up again (KPI-01 to KPI-03). */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { misfits, picture, sideways, violations } from "./looks.mjs";
import { FAIR, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

const LONG = "深圳市前海海风智能科技控股集团有限公司";
const PEOPLE = ["wangfang", "liqiang", "sunwei", "linguodong", "gaofeng", "zhenghua"];

let browser, stage, page, dark;
const laptops = {};

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  for (const person of PEOPLE) laptops[person] = await stage.laptop(person);
  [page, dark] = [await openPage(browser), await openPage(browser, { dark: true })];
  const { wangfang, liqiang, linguodong } = laptops;
  await wangfang.sign({ company: LONG, person: "陈志远", phone: "13823650001", site: "深圳南山", usage: "60", stable: true });
  await wangfang.sign({ company: "东莞市华晟电子有限公司", person: "刘敏", phone: "0769-22331100", site: "广东东莞", usage: "12.5" });
  await liqiang.sign({ company: "佛山市顺德区美科照明电器厂", person: "梁永康", phone: "13927700055", site: "佛山顺德", usage: "35", stable: false });
  await stage.moveTo("17:30");
  for (const laptop of [wangfang, liqiang]) await laptop.handIn();
  await everybodySyncs();
  await until("the cards on the supervisor's laptop", async () => (await evening()).length === 3);
  const cards = await evening();
  await linguodong.call("evaluate", { cards: Object.fromEntries(cards.map((card, nth) => [card.card, nth < 2 ? "valuable" : "ordinary"])) });
  // Signed in one moment, they have no order of their own.
  const { card } = cards.find((one) => one.company === LONG);
  await linguodong.call("assign", { card, to: "wangfang", reason: "", override: false, discussion: ["wangfang"] });
  await everybodySyncs();
  await stage.moveTo("2026-03-14 17:30");
  await everybodySyncs();
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const evening = async () => (await laptops.linguodong.call("lead_list", { view: "all", limit: 50 })).rows.filter((row) => !row.draft);

async function everybodySyncs() {
  for (let nth = 0; nth < 2; nth += 1) for (const laptop of Object.values(laptops)) await laptop.call("sync_now");
}

/** The page as it looks, by day and by night. */
async function looks(name, laptop, hash, shows) {
  for (const [window, suffix] of [[page, ""], [dark, "-dark"]]) {
    await show(window, laptop, hash);
    await window.getByText(shows).first().waitFor();
    await picture(window, name + suffix);
    assert.deepEqual(await violations(window), []);
    assert.deepEqual(await sideways(window), []);
    assert.deepEqual(await misfits(window), []);
  }
}

async function form(laptop, name) {
  await show(page, laptop, "#/reports");
  await page.getByRole("heading", { name: zh("desk.reports"), exact: true }).waitFor();
  await page.getByRole("button", { name: new RegExp(zh("reports.which")) }).click();
  await page.getByRole("option", { name: zh(`reports.form.${name}`), exact: true }).click();
  await page.getByRole("article", { name: zh(`reports.form.${name}`) }).waitFor();
}

test("a participant scores on the last day, and may say it again", async () => {
  await show(page, laptops.wangfang, "#/fair");
  await page.getByLabel(zh("after.score.layout")).fill("101");
  await page.getByLabel(zh("after.score.cooperation")).fill("90");
  assert.equal(await page.getByRole("button", { name: zh("after.score.sign") }).isDisabled(), true);
  await page.getByLabel(zh("after.score.layout")).fill("80");
  await page.getByLabel(zh("after.score.remark")).fill("灯箱来得晚，但是布置得很好。");
  // What is typed stands there again after a look at another screen.
  await page.evaluate(() => (location.hash = "#/leads"));
  await page.getByRole("searchbox").waitFor();
  await page.evaluate(() => (location.hash = "#/fair"));
  assert.equal(await page.getByLabel(zh("after.score.remark")).inputValue(), "灯箱来得晚，但是布置得很好。");
  assert.equal(await page.getByLabel(zh("after.score.layout")).inputValue(), "80");
  await picture(page, "after-score");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: zh("after.score.sign") }).click();
  await page.getByRole("button", { name: zh("after.score.again") }).waitFor();
  for (const [person, layout] of [["liqiang", 70], ["sunwei", 90]]) await laptops[person].call("marketing_score", { fair: FAIR, layout, cooperation: 75, remark: "" });
  await everybodySyncs();
});

test("headquarters tells the sum once people have scored, and marketing reads no name", async () => {
  await stage.moveTo("2026-03-18 09:00");
  await everybodySyncs();
  await show(page, laptops.zhenghua, "#/fair");
  await page.getByRole("button", { name: zh("after.score.tell") }).click();
  await page.getByText("灯箱来得晚").waitFor();
  await everybodySyncs();
  await looks("after-told", laptops.gaofeng, "#/fair", "灯箱来得晚");
  assert.equal(await page.getByText("王芳").count(), 0);
});

test("the award is announced when it is closed, and a salesperson reads the whole sum", async () => {
  await stage.moveTo("2026-03-25 09:00");
  await everybodySyncs();
  await form(laptops.linguodong, "kpi1");
  await page.getByRole("button", { name: zh("after.award.state") }).click();
  await page.getByRole("dialog").getByText(zh("after.award.everybody")).waitFor();
  await picture(page, "after-award-asked");
  await page.getByRole("dialog").getByRole("button", { name: zh("after.award.state") }).click();
  await page.getByRole("button", { name: zh("after.award.again") }).waitFor();
  await everybodySyncs();
  await form(laptops.sunwei, "kpi1");
  await page.getByRole("heading", { name: zh("reports.part.award"), exact: true }).waitFor();
  await picture(page, "after-award");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.equal(await page.getByText(LONG).count(), 0);
});

test("headquarters appraises the supervisor, and other points need a reason", async () => {
  await form(laptops.zhenghua, "e11");
  await picture(page, "after-appraisal-open");
  await page.getByRole("button", { name: zh("after.appraisal.open"), exact: true }).click();
  const points = page.getByRole("dialog").getByRole("textbox", { name: new RegExp(zh("after.criterion.packages")) });
  await points.fill("10.5");
  const sign = page.getByRole("button", { name: zh("after.appraisal.sign") });
  assert.equal(await sign.isDisabled(), true);
  await page.getByLabel(zh("after.appraisal.why"), { exact: true }).fill("会场断网，已电话报告");
  await picture(page, "after-appraise");
  assert.deepEqual(await violations(page), []);
  await sign.click();
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await everybodySyncs();
  await form(laptops.linguodong, "e11");
  await page.getByText("会场断网，已电话报告").waitFor();
  await picture(page, "after-appraised");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
});

test("the other forms after a fair look well", async () => {
  for (const name of ["e1", "e8", "e9", "e10", "e12"]) {
    await form(laptops.linguodong, name);
    await picture(page, `after-${name}`);
    assert.deepEqual(await violations(page), [], name);
    assert.deepEqual(await sideways(page), [], name);
  }
});

test("the board shows whose week is over, and where the source is silent", async () => {
  await show(page, laptops.linguodong, "#/booth");
  await page.getByRole("tab", { name: zh("booth.tab.board"), exact: true }).click();
  const cards = page.getByRole("tabpanel").getByRole("link");
  await cards.first().waitFor();
  await page.getByText(zh("board.read")).first().waitFor();
  await picture(page, "after-board");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await misfits(page), []);
  await cards.first().focus();
  await page.keyboard.press("ArrowDown");
  assert.equal(await cards.nth(1).evaluate((link) => link === document.activeElement), true);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => location.hash.startsWith("#/lead/"));
});

test("headquarters sees which customers a department has not dealt in time", async () => {
  await everybodySyncs();
  await looks("after-late-pools", laptops.zhenghua, "#/hq", zh("hq.latePools", { count: 2 }));
  await page.getByRole("link", { name: "东莞市华晟电子有限公司" }).click();
  await page.waitForFunction(() => location.hash.startsWith("#/lead/"));
});
