/** Handing in from laptop to laptop: each side says what happened, and the day waits for the receipt. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { picture, settled, sideways, violations } from "./looks.mjs";
import { Stage, built, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { begins, words, zh } from "./words.mjs";

let browser, stage, wangfang, lin, hers, his, folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "fairlead-hand-in-"));
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  [wangfang, lin] = [await stage.laptop("wangfang"), await stage.laptop("linguodong")];
  [hers, his] = [await openPage(browser), await openPage(browser)];
  await wangfang.call("sync_now");
  await lin.call("sync_now");
  // In the hall there is no server.
  await stage.server.kill();
});

after(async () => {
  await browser?.close();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The words that are compared once, and then the exchange. */
async function handIn(t) {
  const [address] = (await lin.call("lan")).addresses;
  await hers.getByLabel(t("handIn.address")).fill(address);
  await hers.keyboard.press("Enter");
}

test("over the LAN: she is told that he has her cards, he that they came from her", async () => {
  await wangfang.sign({ company: "东莞市华晟电子有限公司", person: "刘洁", site: "东莞" });
  await wangfang.sign({ company: "梅州机电", person: "温", site: "梅州" });
  await show(hers, wangfang, "#/day");
  await hers.getByText(zh("day.notStated")).waitFor();
  await show(his, lin, "#/evening");
  await his.getByRole("tab", { name: zh("evening.tab.handIns") }).click();
  await his.getByLabel(zh("lan.listen")).click();
  await his.getByText(zh("lan.typeThis")).waitFor();
  await handIn(zh);
  await hers.getByRole("dialog").waitFor();
  await his.getByText(begins(zh("lan.compare"))).waitFor();
  assert.equal(await hers.getByText(begins(zh("handIn.received"))).count(), 0);
  await hers.getByRole("button", { name: zh("lan.same") }).click();
  await his.getByRole("button", { name: zh("lan.same") }).click();

  const cards = zh("counted.cards", { count: 2 });
  await hers.getByText(zh("handIn.received", { name: "林国栋", cards })).waitFor();
  await hers.getByText(zh("day.stated", { at: "" }).trim()).waitFor();
  await his.getByText(begins(zh("take.taken")) + `王芳交来的 ${cards}`).waitFor();
  assert.equal(await his.getByText(begins(zh("handIn.received"))).count(), 0);
  await wangfang.sign({ company: "汕头塑料", person: "林", site: "汕头" });
  await hers.getByText("汕头塑料").waitFor();
  await hers.getByText(zh("handIn.received", { name: "林国栋", cards })).waitFor();
  await picture(hers, "hand-in-hers");
  await picture(his, "hand-in-his");
});

test("one more card is counted in the singular, in English", async () => {
  const t = words("en");
  await wangfang.call("set_language", { language: "en" });
  await lin.call("set_language", { language: "en" });
  await show(hers, wangfang, "#/day");
  await show(his, lin, "#/evening");
  await his.getByRole("tab", { name: t("evening.tab.handIns") }).click();
  await handIn(t);
  await hers.getByText(t("handIn.received", { name: "林国栋", cards: "3 cards" })).waitFor();
  await his.getByText("Received from 王芳: 1 card,").waitFor();
});

test("a photo follows over the LAN, and is in the file as long as the server does not have it", async () => {
  const [{ photo }] = JSON.parse(execFileSync(built("photograph"), [folder, "0", "1", "8"], { encoding: "utf8" }));
  const t = words("en");
  const data = readFileSync(photo).toString("base64");
  const input = { fair: "F1", source: "business_card", company: "", person: "", phone: "", site: "", matter: "" };
  const { card } = await wangfang.call("photo_keep", { data, input, inForm: false });
  await show(hers, wangfang, "#/day");
  await hers.getByRole("checkbox", { name: begins(t("handIn.seenDrafts", { count: 1 }).slice(0, 9)) }).check({ force: true });
  await handIn(t);
  const shown = () => lin.call("photo", { card }).catch(() => ({ state: "unknown" }));
  await until("the photo on his laptop", async () => (await shown()).state === "here");
  await until("nothing on its way", async () => (await wangfang.call("lan")).photosLeft === 0);

  await hers.getByRole("tab", { name: t("handIn.way.file") }).click();
  await hers.getByLabel(t("handIn.folder")).fill(folder);
  await hers.getByRole("button", { name: t("handIn.write") }).click();
  await hers.getByText(t("handIn.photosIn", { photos: "1 photo" })).waitFor();
  await picture(hers, "hand-in-photos");
});

test("the supervisor opens her draft from the list of hand-ins, and only reads it", async () => {
  await lin.call("set_language", { language: "zh-CN" });
  await show(his, lin, "#/evening");
  await his.getByRole("tab", { name: zh("evening.tab.handIns") }).click();
  const row = his.locator("tr", { hasText: "王芳" });
  await row.getByText(zh("meeting.unsigned", { count: 1 })).waitFor();
  await row.getByRole("link").focus();
  await his.keyboard.press("Enter");
  await his.getByText(zh("draft.whose", { author: "王芳" })).waitFor();
  await his.getByRole("img", { name: zh("photo.ofCard") }).waitFor();
  assert.equal(await his.getByRole("button", { name: zh("action.lead.erase") }).count(), 0, "that is headquarters'");
  await settled(his);
  await picture(his, "draft-read");
  assert.deepEqual(await violations(his), []);
  assert.deepEqual(await sideways(his), []);
  await his.keyboard.press("Escape");
  await his.getByRole("tab", { name: zh("evening.tab.handIns") }).waitFor();

  await show(his, lin, "#/leads/all");
  await his.getByText(zh("card.draft")).first().waitFor();
  await his.locator("[role=row]", { hasText: zh("card.draft") }).last().dblclick();
  await his.getByText(zh("draft.whose", { author: "王芳" })).waitFor();
});
