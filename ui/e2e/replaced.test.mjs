/** A laptop is stolen at noon: headquarters revokes it and gives out a code, and the new one says what came
 * back, what did not, and what nobody can know. Headquarters sees the same, and nothing that claims a wipe. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { picture, settled, sideways, violations } from "./looks.mjs";
import { Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, wangfang, liqiang, zhenghua, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  liqiang = await stage.laptop("liqiang");
  zhenghua = await stage.laptop("zhenghua");
  await wangfang.sign({ company: "肇庆南粤铝业有限公司", person: "莫海", phone: "13833330001", site: "广东肇庆" });
  await wangfang.call("sync_now");
  await liqiang.call("sync_now");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

/** Hands in to a colleague's laptop over the network: it sees that there is more, and may not read it. */
async function meets(from, to) {
  await to.call("lan_listen", { on: true });
  const [shown] = (await to.call("lan")).addresses;
  const address = `127.0.0.1:${shown.split(":").at(-1)}`;
  const called = await from.call("hand_in_lan", { fair: "F1", day: "", paper: 0, address });
  const caller = await until("a caller", async () => (await to.call("lan")).waiting[0]);
  await Promise.all([to.call("lan_confirm", { id: caller.id, same: true }), from.call("lan_confirm", { id: called.id, same: true })]);
  await to.call("lan_listen", { on: false });
}

/** What was read out of a button that is no longer busy goes a few seconds later. */
const announced = () => page.locator("[data-live-announcer] [role=img]").first().waitFor({ state: "detached" });

test("the new laptop says what came back, what did not, and what nobody can know", async () => {
  // The hall's network is gone when she signs the next one.
  await stage.server.kill();
  await wangfang.sign({ company: "惠州鼎立模具有限公司", person: "何立", phone: "13900139002", site: "广东惠州" });
  await meets(wangfang, liqiang);
  await wangfang.kill();
  await stage.serverAgain();
  await liqiang.call("sync_now");

  const [device] = (await zhenghua.call("people")).find((row) => row.id === "wangfang").devices;
  await show(page, zhenghua, "#/hq");
  await page.getByRole("tab", { name: zh("hq.tab.people") }).click();
  const row = page.getByRole("row", { name: /王芳/ });
  await row.getByRole("button", { name: zh("hq.revoke") }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("中午在展位被盗");
  await page.getByRole("dialog").getByRole("button", { name: zh("hq.revoke") }).click();
  await row.getByRole("button", { name: zh("remains.ask") }).waitFor();
  await zhenghua.call("sync_now");
  const { code } = await zhenghua.call("enrolment_code", { person: "wangfang" });

  const laptop = await stage.newLaptop();
  await show(page, laptop);
  await page.getByLabel(zh("enrol.code")).fill(code);
  await page.getByLabel(zh("enrol.device")).fill("备用机");
  await page.getByLabel(zh("enrol.passphrase"), { exact: true }).fill("a spare laptop");
  await page.getByLabel(zh("enrol.again")).fill("a spare laptop");
  await page.getByRole("button", { name: zh("enrol.enrol"), exact: true }).click();

  await page.getByText(zh("remains.details")).waitFor();
  await page.getByText(zh("remains.details")).click();
  const panel = page.getByRole("heading", { name: zh("remains.title", { device: device.device }) }).locator("..").locator("..");
  await panel.getByText(zh("remains.missingTitle")).waitFor();
  const shown = await panel.innerText();
  assert.match(shown, /1 张名片/, shown);
  assert.match(shown, /有 \d 条签过的内容还没有找回，其中 1 张名片/, shown);
  assert.match(shown, /李强的电脑在 .* 见过其中/, shown);
  assert.match(shown, /谁也不知道/, shown);
  assert.match(shown, /无法清除/, shown);
  await announced();
  await settled(page);
  await picture(page, "replaced-laptop");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);

  // It is put away, and stays so.
  // Beside it stands that this machine's clock is not the demo's.
  const notice = page.getByRole("main").getByRole("status").filter({ hasText: zh("remains.details") });
  await notice.getByRole("button", { name: zh("befallen.seen") }).click();
  await page.getByText(zh("remains.details")).waitFor({ state: "detached" });

  await show(page, zhenghua, "#/hq");
  await page.getByRole("tab", { name: zh("hq.tab.people") }).click();
  await row.getByRole("button", { name: zh("remains.ask") }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(zh("remains.reachTitle")).waitFor();
  const there = await dialog.innerText();
  assert.match(there, /其中 1 张名片/, there);
  assert.match(there, /再连上公司之前，无法清除.*离线期限/s, there);
  assert.doesNotMatch(there, /已清除/, "nobody claims that it was wiped");
  await announced();
  await settled(page);
  await picture(page, "replaced-laptop-hq");
  assert.deepEqual(await violations(page), []);
});

test("where there is no server, whoever wants to set a laptop up is told what is possible", async () => {
  const laptop = stage.laptops.at(-1);
  await laptop.call("lock");
  await laptop.call("workspace", { id: null });
  const { code } = await zhenghua.call("enrolment_code", { person: "wangfang" });
  await stage.server.kill();
  await show(page, laptop);
  await page.getByLabel(zh("enrol.code")).fill(code);
  await page.getByLabel(zh("enrol.device")).fill("备用机");
  await page.getByLabel(zh("enrol.passphrase"), { exact: true }).fill("a spare laptop");
  await page.getByLabel(zh("enrol.again")).fill("a spare laptop");
  await page.getByRole("button", { name: zh("enrol.enrol"), exact: true }).click();
  await page.getByText(zh("enrol.offline")).waitFor();
  await settled(page);
  await picture(page, "enrol-offline");
  assert.deepEqual(await violations(page), []);
});
