/** A slip in a signed card: one key from the list, a leader's word, and what it does to the card's rank. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { misfits, picture, settled, sideways, violations } from "./looks.mjs";
import { Stage } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { begins, zh } from "./words.mjs";

let browser, stage, wangfang, linguodong, card, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  linguodong = await stage.laptop("linguodong");
  card = (await wangfang.sign({ company: "肇庆南粤铝业有限公司", person: "莫海", phone: "13833330001", site: "广东肇庆" })).card;
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const dialog = () => page.getByRole("dialog");
const field = (name) => dialog().getByLabel(zh(`field.${name}`), { exact: true });

async function looksRight(name) {
  await settled(page);
  await picture(page, name);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await misfits(page), []);
}

async function bothSync() {
  for (const laptop of [wangfang, linguodong, wangfang]) await laptop.call("sync_now");
}

test("one key from the list, what was typed stays, and what it means is said first", async () => {
  await show(page, wangfang, "#/leads/captured");
  await page.getByRole("row").filter({ hasText: "肇庆南粤" }).focus();
  await page.keyboard.press("e");
  await field("matter").fill("询价 EL-210");
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
  await page.keyboard.press("e");
  assert.equal(await field("matter").inputValue(), "询价 EL-210");
  assert.equal(await dialog().getByText(begins(zh("correction.newCard").split("{{at}}")[0])).count(), 0);
  await field("phone").fill("1");
  await dialog().getByText(zh("capture.phoneUnread")).waitFor();
  await field("phone").fill("13833330002");
  await dialog().getByText(zh("capture.phoneUnread")).waitFor({ state: "detached" });
  await dialog().getByText(begins(zh("correction.newCard").split("{{at}}")[0])).waitFor();
  await looksRight("correction-form");
  await field("phone").press("Enter");
  await dialog().waitFor({ state: "detached" });
  await page.getByRole("region", { name: zh("correction.ofCard"), exact: true }).getByText(zh("correction.state.waits")).waitFor();
  await looksRight("correction-waits");
  assert.equal((await wangfang.call("lead", { card })).fields.matter.includes("EL-210"), false);
});

test("the supervisor sees what stands against what, and approves that version", async () => {
  await bothSync();
  await show(page, linguodong, "#/day");
  const waiting = page.getByRole("listitem").filter({ hasText: "13833330002" });
  await waiting.getByText("13833330001").waitFor();
  await looksRight("correction-desk");
  await waiting.getByRole("button", { name: new RegExp(`^${zh("correction.approveOf", { what: "" })}`) }).click();
  await waiting.waitFor({ state: "detached" });
  await bothSync();
  const lead = await wangfang.call("lead", { card });
  assert.equal(lead.fields.phone, "13833330002");
  await show(page, wangfang, `#/lead/${card}`);
  await page.getByText(begins(zh("correction.state.approved"))).first().waitFor();
  await looksRight("correction-approved");
});

test("a rejection says why, and the card stays as it was signed", async () => {
  await wangfang.call("card_correct", { card, set: { person: "莫小海" }, reason: "" });
  await bothSync();
  await show(page, linguodong, `#/lead/${card}`);
  await page.getByRole("button", { name: zh("correction.rejectOf", { what: zh("field.person") }), exact: true }).click();
  await dialog().getByRole("textbox").fill("名片上写的是莫海");
  await dialog().getByRole("button", { name: zh("correction.reject"), exact: true }).click();
  await dialog().waitFor({ state: "detached" });
  await page.getByText(/名片上写的是莫海/).first().waitFor();
  await bothSync();
  const lead = await wangfang.call("lead", { card });
  assert.equal(lead.fields.person, "莫海");
  assert.equal(lead.corrections.at(-1).state, "rejected");
  assert.deepEqual(page.complaints, []);
});
