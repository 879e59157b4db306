/** Roadshows: written down with a photo, agreed to where they cost something, and counted at the month's end (FAIR-19). */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { misfits, picture, sideways, violations } from "./looks.mjs";
import { built, Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

const MALL = "深圳市龙华区天虹购物中心一楼中庭（靠近地铁四号线龙胜站 C 出口）";

let browser, stage, gaofeng, zhenghua, luojianguo, page, photo;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  [gaofeng, zhenghua, luojianguo] = [await stage.laptop("gaofeng"), await stage.laptop("zhenghua"), await stage.laptop("luojianguo")];
  page = await openPage(browser);
  const folder = join(stage.folder, "photos");
  mkdirSync(folder);
  [{ photo }] = JSON.parse(execFileSync(built("photograph"), [folder, "0"], { encoding: "utf8" }));
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const press = (key) => page.keyboard.press(key);
const month = (of, name = "") => of.call("roadshows", { month: name });
const states = async (of) => (await month(of)).people[0].shows.map((show) => show.state);
const pass = async (...laptops) => {
  for (const laptop of laptops) await laptop.call("sync_now");
};
const dialog = () => page.getByRole("dialog");
const box = (key) => dialog().getByLabel(zh(`roadshow.${key}`), { exact: true });
async function roadshows(laptop) {
  await show(page, laptop, "#/fair");
  await page.getByRole("tab", { name: zh("roadshow.part.roadshows"), exact: true }).click();
}
async function looksWell(name) {
  for (const scheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme: scheme });
    await picture(page, `${name}-${scheme}`);
    assert.deepEqual(await violations(page), [], `axe: ${name} ${scheme}`);
    assert.deepEqual(await sideways(page), [], name);
    assert.deepEqual(await misfits(page), [], name);
  }
  await page.emulateMedia({ colorScheme: "light" });
}

test("one that costs money says whose word it needs, and half of one is there again", async () => {
  await roadshows(gaofeng);
  await page.getByText(zh("roadshow.none")).waitFor();
  await looksWell("roadshow-empty");
  await page.getByRole("button", { name: zh("roadshow.new") }).click();
  await box("day").fill("2026-03-20");
  await box("place").fill(MALL);
  await box("yuan").fill("八百");
  assert.ok(await dialog().getByRole("button", { name: zh("roadshow.save") }).isDisabled());
  await box("yuan").fill("800");
  await press("Escape");
  await dialog().waitFor({ state: "detached" });
  await until("half a roadshow on disk", async () => (await month(gaofeng)).unfinished?.includes("800"));
  await roadshows(gaofeng);
  await page.getByRole("button", { name: zh("roadshow.new") }).click();
  assert.equal(await box("place").inputValue(), MALL);
  await box("gifts").fill("签字笔 200 支");
  await dialog().getByText(zh("roadshow.asks")).waitFor();
  await looksWell("roadshow-form");
  await press("Control+Enter");
  await dialog().waitFor({ state: "detached" });
  await page.getByText(zh("roadshow.states.waits")).waitFor();
  assert.equal((await month(gaofeng)).unfinished, null);
});

test("headquarters is told on every screen, and two agree", async () => {
  await pass(gaofeng, zhenghua, luojianguo);
  await show(page, zhenghua, "#/hq");
  await page.getByRole("link", { name: zh("roadshow.waiting", { count: 1 }) }).click();
  await page.getByText(MALL).waitFor();
  await looksWell("roadshow-asked");
  await page.getByRole("button", { name: zh("roadshow.agree"), exact: true }).click();
  await page.getByText(/郑华 已同意/).waitFor();
  await pass(zhenghua, luojianguo);
  await roadshows(luojianguo);
  await page.getByRole("button", { name: zh("roadshow.agree"), exact: true }).click();
  await page.getByText(zh("roadshow.states.planned")).waitFor();
  await pass(luojianguo, zhenghua, gaofeng);
  assert.deepEqual(await states(gaofeng), ["planned"]);
});

test("a photo makes it count, and marketing's colleague at headquarters sees it", async () => {
  await stage.moveTo("2026-03-20 18:00");
  await roadshows(gaofeng);
  await page.getByRole("button", { name: new RegExp(`^${zh("roadshow.editShort")}`) }).click();
  await dialog().locator("input[type=file]").setInputFiles(photo);
  await dialog().getByRole("img", { name: zh("booth.rival.photo") }).waitFor();
  await press("Control+Enter");
  await dialog().waitFor({ state: "detached" });
  await page.getByText(zh("roadshow.states.counts"), { exact: true }).waitFor();
  await pass(gaofeng, zhenghua);
  await roadshows(zhenghua);
  await page.getByRole("button", { name: zh("booth.rival.seePhoto") }).click();
  await dialog().getByRole("img", { name: zh("booth.rival.photo") }).waitFor();
  await press("Escape");
  await dialog().waitFor({ state: "detached" });
  await looksWell("roadshow-counts");
});

test("at the month's end too few are a proposal, and nothing more", async () => {
  await stage.moveTo("2026-05-02 09:00");
  await pass(gaofeng, zhenghua);
  await show(page, zhenghua, "#/hq");
  await page.getByRole("tab", { name: new RegExp(`^${zh("penalty.tab")}`) }).click();
  await page.getByRole("button", { name: new RegExp(zh("evening.fair")) }).click();
  await page.getByRole("option", { name: zh("roadshow.month", { month: "2026-04" }) }).click();
  await page.getByText("FAIR-19").first().waitFor();
  await page.getByText(/高峰在截至/).waitFor();
  await looksWell("roadshow-proposal");
  assert.deepEqual(page.complaints, []);
});
