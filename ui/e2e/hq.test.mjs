/**
 * What headquarters alone sees and decides: a server whose store was set back, a laptop that was put back, and what
 * a revoked laptop signed afterwards. By keyboard where something is decided.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { focused, tabTo } from "./focus.mjs";
import { picture, settled, sideways, violations } from "./looks.mjs";
import { ROOT, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, wangfang, liqiang, zhenghua, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  liqiang = await stage.laptop("liqiang");
  zhenghua = await stage.laptop("zhenghua");
  for (const laptop of [wangfang, liqiang, zhenghua]) await laptop.call("sync_now");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const press = (key) => page.keyboard.press(key);
const lead = (number) => ({ company: `佛山第${number}精工有限公司`, person: "何敏", phone: `1350013500${number}`, site: "广东佛山" });

/** Switches a laptop off, changes its folder, and switches it on again. */
async function whileOff(laptop, change) {
  await laptop.call("lock");
  await laptop.kill();
  change();
  await laptop.again();
  await laptop.unlock();
}

test("a laptop that was put back is named to headquarters, with what to do, until that is put away", async () => {
  const image = join(stage.folder, "image");
  await whileOff(wangfang, () => cpSync(wangfang.folder, image, { recursive: true }));
  await wangfang.sign(lead(1));
  await wangfang.call("sync_now");
  await whileOff(wangfang, () => {
    rmSync(wangfang.folder, { recursive: true });
    cpSync(image, wangfang.folder, { recursive: true });
  });
  await wangfang.call("sync_now");
  await wangfang.sign(lead(2));
  await wangfang.call("sync_now");
  await zhenghua.call("sync_now");
  await show(page, zhenghua, "#/hq");
  const alert = page.getByRole("region", { name: zh("branched.title") });
  await alert.waitFor();
  const said = await alert.innerText();
  for (const word of ["王芳", "王芳的笔记本", zh("branched.todo")]) assert.ok(said.includes(word), `${word} is not in ${said}`);
  await settled(page);
  await picture(page, "hq-branched");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  await alert.getByRole("button", { name: zh("befallen.seen") }).focus();
  await press("Enter");
  await alert.waitFor({ state: "detached" });
  await focused(page, "something", (now) => !now.lost);
});

test("what a revoked laptop signed is taken in by keyboard, with a reason, and then it counts", async () => {
  const [device] = (await zhenghua.call("people")).find((row) => row.id === "liqiang").devices;
  await zhenghua.call("revoke", { enrolment: device.enrolment, reason: "丢了" });
  await zhenghua.call("sync_now");
  const cards = [await liqiang.sign(lead(3)), await liqiang.sign(lead(4))];
  await liqiang.call("sync_now");
  await until("the records at headquarters", async () => {
    await zhenghua.call("sync_now");
    return (await zhenghua.call("adoptable")).flatMap((laptop) => laptop.records).length === cards.length;
  });
  await show(page, zhenghua, "#/hq");
  await page.getByRole("tab", { name: zh("hq.tab.adoptions") }).click();
  const take = page.getByRole("button", { name: zh("adopt.takeOf", { company: "" }) });
  assert.equal(await take.count(), 2);
  await settled(page);
  await picture(page, "hq-adoption");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  const first = await take.first().getAttribute("aria-label");
  await take.first().focus();
  await press("Enter");
  await page.getByRole("dialog").waitFor();
  await focused(page, "the reason", (now) => now.tag === "textarea");
  assert.ok(await page.getByRole("dialog").getByRole("button", { name: zh("adopt.take") }).isDisabled(), "not without a reason");
  await page.keyboard.type("本人在场，核对过名片");
  await tabTo(page, (now) => now.text === zh("adopt.take"));
  await press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await until("one left", async () => (await take.count()) === 1);
  await focused(page, "the record beside it", (now) => now.text.startsWith("佛山第") && !first.endsWith(now.text));
  const taken = await Promise.all(cards.map(({ card }) => zhenghua.call("lead", { card })));
  const standing = taken.map(({ row, ruling }) => [first.endsWith(row.company), ruling.cards.find((one) => one.card === row.card).out]);
  assert.deepEqual(
    standing.map(([adopted, out]) => adopted === (out === "")),
    [true, true],
    JSON.stringify(standing),
  );
  const counts = taken.find(({ row }) => first.endsWith(row.company));
  await show(page, zhenghua, `#/lead/${counts.row.card}`);
  const why = zh("reason.adopted", { author: "李强" }).split("被注销")[1].split("；")[0];
  await page.getByText(why).first().waitFor();
  await page.getByText("采纳（本人在场，核对过名片）").first().waitFor();
  await settled(page);
  await picture(page, "hq-adopted");
});

test("a server that was set back says what came back and what did not, and goes on when headquarters says so", async () => {
  const server = join(stage.folder, "server");
  const backups = join(stage.folder, "backups");
  const run = (...args) => execFileSync(join(process.env.FAIRLEAD_BIN ?? join(ROOT, "target", "debug"), "fairlead-server"), args, { encoding: "utf8" });
  const made = run("backup", "--data", server, backups);
  const file = made.match(/verified: (.*)/)[1].trim();
  await wangfang.sign(lead(5));
  await wangfang.call("sync_now");
  // The laptop that has it stays away for now.
  await wangfang.kill();
  await stage.server.kill();
  run("restore", file, "--data", server);
  await stage.serverAgain();
  await zhenghua.call("sync_now").catch(() => undefined);
  await show(page, zhenghua, "#/hq");
  const panel = page.getByRole("heading", { name: zh("recovery.title") }).locator("..").locator("..");
  await panel.getByText(zh("recovery.silent")).first().waitFor();
  await settled(page);
  await picture(page, "hq-recovery");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  const confirm = panel.getByRole("button", { name: zh("recovery.confirm") });
  await confirm.focus();
  await press("Enter");
  await focused(page, "the question whether he is sure", (now) => now.text === zh("recovery.reallyConfirm"));
  await press("Enter");
  await page.getByText(zh("recovery.over", { at: "" }).slice(0, 4)).first().waitFor();
  await focused(page, "something", (now) => !now.lost);
  await wangfang.again();
  await wangfang.unlock();
  await until("what came back", async () => {
    await wangfang.call("sync_now");
    return (await wangfang.call("sync_page")).unsent === 0;
  });
});
