/** What the rules forbid cannot be done, and the window says which rule forbids it. */
import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";

import { LONG, OUT, openEvening } from "./evening.mjs";
import { focused } from "./focus.mjs";
import { DAY, FAIR, Refused, typed, until } from "./stage.mjs";
import { field, openBrowser, openPage, show, showCapture } from "./window.mjs";
import { words, zh } from "./words.mjs";

let browser, stage, laptops, evening, page;

before(async () => {
  [browser, { stage, laptops, evening }] = await Promise.all([openBrowser(), openEvening()]);
  page = await openPage(browser);
});

beforeEach(() => laptops.linguodong.call("set_language", { language: "zh-CN" }));

after(async () => {
  await browser?.close();
  await stage?.close();
});

const detail = (t = zh) => page.getByRole("complementary", { name: t("evening.detail") });
const refusedBy = (rule) => (thrown) => thrown instanceof Refused && thrown.failure.rule === rule;

for (const language of ["zh-CN", "en"]) {
  test(`an out-of-territory customer cannot be assigned by the supervisor, by OWN-04 (${language})`, async () => {
    const t = words(language);
    await laptops.linguodong.call("set_language", { language });
    await show(page, laptops.linguodong, "#/evening");
    await page.getByRole("row", { name: new RegExp(OUT) }).click();
    const said = detail(t).getByRole("status").filter({ hasText: t("notYours.OWN-04") });
    await said.waitFor();
    const sentence = await said.textContent();
    assert.ok(sentence.includes("OWN-04") && sentence.includes(t("rules.OWN-04.phrase")), sentence);
    assert.equal(await detail(t).getByRole("button", { name: t("assign.assign"), exact: true }).count(), 0);
    assert.equal(await page.getByRole("status").filter({ hasText: t("notYours.OWN-04") }).count(), 1, "once, until it is asked for");
    await page.keyboard.press("a");
    await page.getByRole("status").filter({ hasText: t("notYours.OWN-04") }).nth(1).waitFor();
  });
}

test("the backend refuses it too, whatever a window offers", async () => {
  const card = (await evening()).cards.find((one) => one.row.company === OUT).row.card;
  const assign = { card, to: "wangfang", reason: "熟客", override: false, discussion: null };
  await assert.rejects(laptops.linguodong.call("assign", assign), refusedBy("OWN-04"));
  await assert.rejects(laptops.linguodong.call("assign", { ...assign, override: true }), Refused);
  await assert.rejects(laptops.wangfang.call("assign", { ...assign, to: "liqiang" }), Refused);
  const after = (await evening()).cards.find((one) => one.row.card === card);
  assert.equal(after.row.ownerKind, "company");
});

test("an in-territory customer on the same desk can be assigned", async () => {
  await show(page, laptops.linguodong, "#/evening");
  await page.getByRole("row", { name: /东莞市华晟/ }).click();
  await detail().getByRole("button", { name: zh("assign.assign"), exact: true }).click();
  await detail().getByText(/分配给王芳/).first().waitFor();
});

test("a group leader countersigns others' cards and not his own, by FAIR-10", async () => {
  const own = (await laptops.sunwei.call("evening", { fair: FAIR, day: DAY })).cards.find((one) => one.row.signer === "孙伟");
  await show(page, laptops.sunwei, "#/evening");
  await page.getByRole("row", { name: /美科照明/ }).click();
  assert.ok(await page.getByRole("button", { name: zh("action.evening.countersign") }).isDisabled());
  await assert.rejects(laptops.sunwei.call("countersign", { cards: [own.row.card] }), refusedBy("FAIR-10"));
  assert.equal(await page.getByRole("button", { name: zh("action.evening.seal") }).count(), 0, "and does not seal");
  await page.getByRole("row", { name: /东莞市华晟/ }).click();
  await detail().getByText("刘敏").waitFor();
  for (const rule of ["OWN-04", "OWN-05"]) assert.equal(await page.getByText(zh(`notYours.${rule}`)).count(), 0, `is told nothing of ${rule}`);
  await page.keyboard.press("a");
  await page.getByText(zh("notYours.OWN-05")).waitFor();
});

test("a day with cards that nobody judged is sealed only with a reason, by FAIR-09", async () => {
  await assert.rejects(laptops.linguodong.call("seal", { fair: FAIR, day: DAY, reason: "  " }), refusedBy("FAIR-09"));
  await show(page, laptops.linguodong, "#/evening");
  await focused(page, "the list", (now) => now.role === "row");
  await page.keyboard.press("s");
  const dialog = page.getByRole("dialog");
  await dialog.getByText("FAIR-09").waitFor();
  await dialog.getByText(zh("seal.unevaluated", { count: (await evening()).unevaluated })).waitFor();
  const confirm = dialog.getByRole("button", { name: zh("seal.confirm"), exact: true });
  assert.ok(await confirm.isDisabled());
  await focused(page, "the reason", (now) => now.tag === "textarea");
  await page.keyboard.type("   ");
  assert.ok(await confirm.isDisabled(), "blanks are no reason");
  await page.keyboard.type("客户走得晚");
  await confirm.click();
  await dialog.waitFor({ state: "detached" });
  const sealed = await evening();
  assert.ok(sealed.sealedMs && sealed.package);
  assert.ok(await page.getByRole("button", { name: zh("action.evening.seal") }).isDisabled());

  const row = await until("the package at headquarters", async () => {
    for (const laptop of [laptops.linguodong, laptops.zhenghua]) await laptop.call("sync_now");
    return (await laptops.zhenghua.call("hq")).packages.find((one) => one.fair === FAIR && one.cards > 0);
  });
  assert.deepEqual([row.cards, row.reason], [7, "客户走得晚"]);
});

test("possible duplicates say what will happen, and say it once", async () => {
  const again = typed({ company: LONG, phone: "13823650001", person: "", matter: "" });
  const hints = async (who) => (await laptops[who].call("duplicates", again)).map(({ signer, outcome }) => [signer, outcome]);
  assert.deepEqual(await hints("wangfang"), [["王芳", "yourEarlierCounts"]], "her own card is the effective one");
  assert.deepEqual(await hints("linguodong"), [["王芳", "theyCountYouHelp"]], "the second card changes nothing");
  assert.deepEqual(await hints("liqiang"), [["王芳", "theyCountYouHelp"], ["李强", "yourEarlierCounts"]]);

  await showCapture(page, laptops.liqiang);
  await field(page, "company").fill(LONG);
  await field(page, "phone").fill("13823650001");
  await page.getByText(zh("capture.outcome.theyCountYouHelp", { signer: "王芳" })).waitFor();
  await page.getByText(zh("capture.outcome.yourEarlierCounts")).waitFor();
});
