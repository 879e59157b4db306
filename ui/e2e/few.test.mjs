/** What is written for few: who can read it stands beside it before one types, and only they get it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { misfits, picture, settled, sideways, violations } from "./looks.mjs";
import { Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { begins, zh } from "./words.mjs";

let browser, stage, wangfang, sunwei, linguodong, card, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  sunwei = await stage.laptop("sunwei");
  linguodong = await stage.laptop("linguodong");
  card = (await wangfang.sign({ company: "肇庆南粤铝业有限公司", person: "莫海", phone: "13833330001", site: "广东肇庆" })).card;
  for (const laptop of [wangfang, sunwei, linguodong]) await laptop.call("sync_now");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const section = (name) => page.getByRole("region", { name: zh(name), exact: true });
const NOTE = zh("field.note");
const button = (way, whose) => page.getByRole("button", { name: zh(`notes.${way}Of`, { field: zh("notes.fieldOf", { field: NOTE, whose: zh(`notes.${whose}`) }) }) });

async function write(whose, text) {
  await button("write", whose).click();
  await page.keyboard.type(text);
  await page.keyboard.press("Control+Enter");
  await section(`notes.${whose}`).getByText(text).waitFor();
}

async function sees(laptop, text) {
  await laptop.call("sync_now");
  return JSON.stringify((await laptop.call("lead", { card })).notes).includes(text);
}

test("who can read it is said before one types, and it goes to nobody else", async () => {
  await show(page, wangfang, `#/lead/${card}`);
  await section("notes.shared").getByText(zh("notes.sharedReads")).waitFor();
  await section("notes.owner").getByText(zh("notes.ownerReads")).waitFor();
  await section("notes.confidential").getByText("林国栋").waitFor();
  await write("owner", "私下提醒自己的话");
  await write("confidential", "对方要求不外传的价格");
  await section("notes.confidential").getByRole("button", { name: zh("notes.name"), exact: true }).click();
  await page.getByRole("dialog").getByText("孙伟").waitFor();
  await settled(page);
  await picture(page, "notes-name");
  assert.deepEqual(await violations(page), []);
  await page.getByRole("dialog").getByText(zh("common.cancel"), { exact: true }).click();
  await wangfang.call("sync_now");
  assert.equal(await sees(sunwei, "对方要求不外传的价格"), false);
  assert.equal(await sees(linguodong, "对方要求不外传的价格"), true);
  for (const other of [sunwei, linguodong]) assert.equal(await sees(other, "私下提醒自己的话"), false);
});

test("whom the author names reads it too, and the page says so", async () => {
  await show(page, wangfang, `#/lead/${card}`);
  await section("notes.confidential").getByRole("button", { name: zh("notes.name"), exact: true }).click();
  await page.getByRole("dialog").getByLabel("孙伟").click();
  await page.getByRole("dialog").getByRole("button", { name: zh("notes.nameThem"), exact: true }).click();
  await section("notes.confidential").getByText(/孙伟/).waitFor();
  await wangfang.call("sync_now");
  await until("the named one to read it", () => sees(sunwei, "对方要求不外传的价格"));
  await page.locator("[data-live-announcer] [role=img]").first().waitFor({ state: "detached" });
  await settled(page);
  await picture(page, "notes-few");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await misfits(page), []);
  await show(page, sunwei, `#/lead/${card}`);
  await section("notes.confidential").getByText(begins(zh("notes.confidentialBy", { author: "王芳" }))).waitFor();
  await section("notes.confidential").getByText("对方要求不外传的价格").waitFor();
  await settled(page);
  await picture(page, "notes-few-named");
  assert.deepEqual(page.complaints, []);
});
