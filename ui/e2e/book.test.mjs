/**
 * Headquarters edits the company by keyboard, and plays a fair of a thousand customers again
 * under other rules while everybody else has his turn; a report of it takes its time.
 */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { picture, settled, sideways, violations } from "./looks.mjs";
import { FAIR, Refused, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

const CUSTOMERS = 1_000;

let browser, stage, zhenghua, wangfang, page, dark;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  zhenghua = await stage.laptop("zhenghua");
  wangfang = await stage.laptop("wangfang");
  for (const laptop of [zhenghua, wangfang]) await laptop.call("sync_now");
  [page, dark] = [await openPage(browser), await openPage(browser, { dark: true })];
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const press = (key) => page.keyboard.press(key);
const tab = (on, id) => on.getByRole("tab", { name: new RegExp(`^${zh(`book.tab.${id}`)}`) }).click();
const person = async (laptop, id) => (await laptop.call("book")).people.find((row) => row.entry.id === id);
const number = async (laptop, name) => (await laptop.call("book")).parameters.find((row) => row.name === name);

test("every tab looks well by day and by night, and axe finds nothing", async () => {
  for (const on of [page, dark]) {
    await show(on, zhenghua, "#/book");
    for (const id of ["people", "territories", "fairs", "numbers", "calendar", "replay"]) {
      await tab(on, id);
      await settled(on);
      await picture(on, `book-${id}-${on === dark ? "dark" : "light"}`);
      assert.deepEqual(await violations(on), [], id);
      assert.deepEqual(await sideways(on), [], id);
    }
    assert.deepEqual(on.complaints, []);
  }
});

test("a number is changed by keyboard, waits for the server, and then counts, with its history", async () => {
  await show(page, zhenghua, "#/book");
  await tab(page, "numbers");
  await page.getByLabel(zh("book.search")).fill("tie");
  await page.getByRole("row", { name: zh("parameter.dup_tie_minutes") }).focus();
  await press("e");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("fünf");
  await press("Enter");
  await dialog.getByRole("alert").waitFor();
  await picture(page, "book-number-refused");
  await dialog.getByRole("textbox").fill("3");
  await press("Enter");
  await dialog.waitFor({ state: "detached" });
  await until("the number to count", async () => {
    await zhenghua.call("sync_now");
    const row = await number(zhenghua, "dup.tie_minutes");
    return row.value === "3" && !row.stand.waits;
  });
  const [newest] = await zhenghua.call("book_history", { kind: "parameter", id: "dup.tie_minutes" });
  assert.equal(newest.by, "郑华");
  assert.deepEqual(newest.changes, [{ field: "value", gone: [], new: ["3"] }]);
  await picture(page, "book-number-changed");
});

test("what is wrong is said before it is signed, with its rule", async () => {
  const fair = (await zhenghua.call("book")).fairs.find((row) => row.entry.id === FAIR);
  const refused = async (name, args) => {
    const failure = await zhenghua.call(name, args).then(() => undefined, (error) => error);
    assert.ok(failure instanceof Refused, `${name} was done`);
    return String(failure.message ?? "") + JSON.stringify(failure);
  };
  const said = await refused("book_fair", { entry: { ...fair.entry, supervisor: "qinbo" } });
  assert.match(said, /book\.supervisor/);
  assert.match(await refused("book_fair", { entry: { ...fair.entry, days: [] } }), /book\.no_days/);
  const lin = (await person(zhenghua, "linguodong")).entry;
  assert.match(await refused("book_person", { entry: { ...lin, roles: ["rep"] } }), /book\.supervises/);
  const south = (await zhenghua.call("book")).territories.find((row) => row.entry.id === "south").entry;
  const [dongguan] = await zhenghua.call("book_places", { text: "东莞" });
  assert.equal(dongguan.territory, "华南", "by its province");
  const hunan = (await zhenghua.call("book_places", { text: "湖南" }))[0].code;
  assert.match(await refused("book_territory", { entry: { ...south, regions: [...south.regions, hunan] } }), /book\.sure\.overlap/);
  assert.equal((await zhenghua.call("book")).waiting, 0, "nothing of it was signed");
});

test("whoever was just taken on is the one who is looked at, and nobody else's buttons stand there", async () => {
  await show(page, zhenghua, "#/book");
  await tab(page, "people");
  await page.getByRole("row").nth(2).focus();
  await press("n");
  const form = page.getByRole("dialog");
  await form.getByLabel(zh("book.personName"), { exact: true }).fill("欧阳明轩");
  await form.getByRole("checkbox", { name: zh("role.rep"), exact: true }).check();
  await form.getByRole("button", { name: zh("book.save"), exact: true }).click();
  await form.waitFor({ state: "detached" });
  await page.getByRole("complementary").getByRole("heading", { name: "欧阳明轩" }).waitFor();
  await zhenghua.call("sync_now");
});

test("whoever goes on from an older version is told before he signs, and every version is kept with who made it", async () => {
  const wang = await person(zhenghua, "wangfang");
  const change = (entry) => zhenghua.call("book_person", { entry: { ...wang.entry, ...entry }, seen: wang.stand.seen });
  await change({ mentor: "sunwei" });
  const failure = await change({ name: "王芳芳" }).then(() => undefined, (error) => error);
  assert.ok(failure instanceof Refused);
  assert.match(JSON.stringify(failure) + failure.message, /book\.changed/);
  const history = await zhenghua.call("book_history", { kind: "person", id: "wangfang" });
  assert.deepEqual(history.map((version) => version.by), ["郑华", ""]);
  assert.deepEqual(history[0].changes, [{ field: "mentor", gone: [], new: ["孙伟"] }]);
  await show(page, zhenghua, "#/book");
  await tab(page, "people");
  await page.getByRole("row", { name: /王芳/ }).first().click();
  await settled(page);
  await picture(page, "book-person");
  await press("e");
  await page.getByRole("dialog").waitFor();
  await settled(page);
  await picture(page, "book-person-form");
  assert.deepEqual(await violations(page), []);
  await press("Escape");
});

test("a fair of a thousand customers is played again in steps, changes nothing, and says who would change hands and why", async () => {
  const places = ["广东东莞", "湖南长沙", "广东佛山", "湖南株洲"];
  for (let n = 0; n < CUSTOMERS; n += 1) {
    const phone = `139${String(n).padStart(8, "0")}`;
    await wangfang.sign({ company: `${places[n % 4].slice(2)}第${n}精密机械有限公司`, person: "何敏", phone, site: places[n % 4] });
  }
  await until("every card at headquarters", async () => {
    await wangfang.call("sync_now");
    await zhenghua.call("sync_now");
    return (await zhenghua.call("lead_list", { view: "all", limit: 1 })).total >= CUSTOMERS;
  });
  const before = await zhenghua.call("sync_page");
  const hunan = (await zhenghua.call("book_places", { text: "湖南" }))[0].code;
  let now = await zhenghua.call("replay_begin", { fair: FAIR, regions: { [hunan]: "south" } });
  let [steps, longest] = [0, 0];
  while (!now.complete) {
    const began = performance.now();
    now = await zhenghua.call("replay_step");
    longest = Math.max(longest, performance.now() - began);
    steps += 1;
  }
  console.log(`${now.done} customers in ${steps} steps, the longest ${Math.round(longest)} ms`);
  assert.ok(now.done >= CUSTOMERS && steps >= CUSTOMERS / 50);
  assert.equal(now.counts.territory, CUSTOMERS / 2, "those of Hunan, and nobody else");
  assert.equal(now.counts.owner, CUSTOMERS / 2);
  const both = await zhenghua.call("replay_customer", { card: now.rows[0].card });
  assert.deepEqual([both.before.territory, both.after.territory], ["out", "in"]);
  assert.deepEqual([both.before.owner, both.after.owner], ["COMPANY", "POOL:south"]);
  const after = await zhenghua.call("sync_page");
  assert.deepEqual([after.unsent, after.records], [before.unsent, before.records], "nothing was signed");
  await show(page, zhenghua, "#/book");
  await tab(page, "replay");
  await page.getByRole("row").nth(1).waitFor();
  await settled(page);
  await picture(page, "book-replayed");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  await page.getByRole("row").nth(1).focus();
  await press("Enter");
  await page.getByRole("dialog").getByText("OWN-01").first().waitFor();
  await settled(page);
  await picture(page, "book-both");
  assert.deepEqual(await violations(page), []);
  await press("Escape");
  await zhenghua.call("replay_end");
  assert.equal(await zhenghua.call("replay_now"), null);
});

test("pages that take their time say how far they are, and whoever stops them has taken nothing out", async () => {
  const taken = async () => (await zhenghua.call("exports")).length;
  await show(page, zhenghua, "#/reports");
  await page.getByRole("article", { name: zh("reports.form.e4") }).getByText("精密机械有限公司").first().waitFor();
  // What is said while they are set, however short that is.
  await page.evaluate((said) => {
    new MutationObserver(() => (globalThis.told ||= document.body.innerText.match(said)?.[0])).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, zh("reports.setting", { percent: "\\d+" }));
  const shows = (text) => page.getByText(text).isVisible();
  let before;
  // A thousand rows are set as fast as the machine can. On a busy one the browser may come too late to stop them:
  // then they are saved, and set once more.
  for (let times = 0; times < 3 && !(await shows(zh("failure.report.stopped"))); times += 1) {
    before = await taken();
    await page.getByRole("button", { name: zh("action.reports.pdf") }).press("Enter");
    const stop = page.getByRole("button", { name: zh("action.reports.stop") });
    await until("pages to be stopped", async () => (await stop.isVisible()) || (await taken()) > before, 180_000);
    await press("Control+.");
    await until("an end", async () => (await shows(zh("failure.report.stopped"))) || (await taken()) > before, 180_000);
  }
  assert.match(await page.evaluate(() => globalThis.told), /\d+%/);
  await picture(page, "reports-stopped");
  assert.equal(await taken(), before, "no file, and no record of one");
});
