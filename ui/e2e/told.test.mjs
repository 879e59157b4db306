/** What people are told where they stand: nobody is asked for what he cannot do, and nothing ends without a word. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { picture, settled, sideways, violations } from "./looks.mjs";
import { PASSPHRASE, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, wangfang, linguodong, zhenghua, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  linguodong = await stage.laptop("linguodong");
  zhenghua = await stage.laptop("zhenghua");
  for (const laptop of [wangfang, linguodong, zhenghua]) await laptop.call("sync_now");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

test("a supervisor is not asked to hand in to himself", async () => {
  await show(page, linguodong, "#/day");
  await page.getByText(zh("day.ownFair")).waitFor();
  assert.equal(await page.getByText(zh("handIn.paper")).count(), 0);
  assert.equal(await page.getByText(zh("day.notStated")).count(), 0);
  const { handIns } = await linguodong.call("evening", { fair: "F1", day: "2026-03-12" });
  assert.ok(!handIns.some((row) => row.person === "linguodong"));
});

test("the empty list of one's own customers leads to what one captured", async () => {
  await wangfang.sign({ company: "珠海格创电机", person: "何敏", phone: "13825600123", site: "珠海" });
  await show(page, wangfang, "#/leads/mine");
  await page.getByRole("link", { name: zh("leads.seeCaptured") }).click();
  await page.getByRole("row", { name: "珠海格创电机" }).waitFor();
});

test("the time after which the laptop locks by itself stands beside its passphrase", async () => {
  await show(page, wangfang, "#/sync");
  const { lockMinutes } = await wangfang.call("session");
  await page.getByText(zh("passphrase.autoLock_other", { count: lockMinutes })).waitFor();
});

test("whoever was let in by headquarters is told what holds now, once", async () => {
  await wangfang.call("lock");
  await show(page, wangfang);
  await page.getByRole("button", { name: zh("lock.forgotten") }).click();
  // Headquarters' key belongs offline; that its answer opens a workspace is shown elsewhere.
  await page.route("**/call/recover", async (route) => {
    await wangfang.call("unlock", { passphrase: PASSPHRASE });
    await route.fulfill({ json: null });
  });
  await page.getByLabel(zh("recover.answer")).fill("its answer");
  await page.getByLabel(zh("recover.passphrase"), { exact: true }).fill("a new passphrase");
  await page.getByLabel(zh("enrol.again")).fill("a new passphrase");
  await page.getByRole("button", { name: zh("recover.open") }).click();
  await page.getByText(zh("recover.done")).waitFor();
  // What was read out of a button that is no longer busy goes a few seconds later.
  await page.locator("[data-live-announcer] [role=img]").first().waitFor({ state: "detached" });
  await settled(page);
  await picture(page, "recovered");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  await page.unroute("**/call/recover");
  await page.getByRole("button", { name: zh("befallen.seen") }).click();
  await page.getByText(zh("recover.done")).waitFor({ state: "detached" });
});

test("a revoked laptop says where its cards go, and asks for no hand-in", async () => {
  const [device] = (await zhenghua.call("people")).find((row) => row.id === "wangfang").devices;
  await zhenghua.call("revoke", { enrolment: device.enrolment, reason: "丢了" });
  await zhenghua.call("sync_now");
  await until("word of the revocation", async () => {
    await wangfang.call("sync_now");
    return (await wangfang.call("session")).revokedMs !== null;
  });
  await wangfang.sign({ company: "佛山精工", person: "梁工", phone: "13825600124", site: "佛山" });
  await show(page, wangfang, "#/day");
  await page.getByText(zh("day.revoked")).waitFor();
  assert.equal(await page.getByText(zh("day.noFair")).count(), 0);
  const row = page.locator("tr", { hasText: "佛山精工" });
  assert.match(await row.innerText(), new RegExp(zh("held.void")), "wherever it is, it does not count");
  await settled(page);
  await picture(page, "day-revoked");
  assert.deepEqual(await violations(page), []);
});

test("the demo's bar says that its server does not answer", async () => {
  await stage.server.kill();
  await show(page, linguodong, "#/leads/all");
  await page.getByRole("button", { name: "17:30" }).click();
  await page.getByText(zh("failure.demo.unreachable")).waitFor();
  assert.deepEqual(await sideways(page), []);
});
