/** The day at the booth: a rival noted and a visitor entered by one key from the capture screen, a card made of him, the day signed. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { DAY, FAIR, Stage, built, until } from "./stage.mjs";
import { openBrowser, openPage, show, showCapture } from "./window.mjs";
import { misfits, picture, sideways, violations } from "./looks.mjs";
import { zh } from "./words.mjs";

const LONG = "深圳市前海海风智能科技控股集团有限公司";

let browser, stage, wangfang, linguodong, page, photos;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  linguodong = await stage.laptop("linguodong");
  page = await openPage(browser);
  const folder = join(stage.folder, "photos");
  mkdirSync(folder);
  photos = JSON.parse(execFileSync(built("photograph"), [folder, "0"], { encoding: "utf8" })).map((card) => card.photo);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const dialog = () => page.getByRole("dialog");
const box = (key) => dialog().getByLabel(zh(key), { exact: true });
const tab = (name) => page.getByRole("tab", { name: zh(`booth.tab.${name}`) });
const notebook = () => wangfang.call("rival_notebook", { fair: FAIR, day: "" });
const register = () => wangfang.call("visitor_register", { fair: FAIR, day: DAY });

test("one key on the capture screen notes a rival, and the card that is being typed stands as it was", async () => {
  await showCapture(page, wangfang);
  await page.keyboard.type("海风科技");
  await page.keyboard.press("Alt+i");
  await box("booth.rival.rival").waitFor();
  await page.keyboard.type(LONG);
  await box("booth.rival.what").fill("连接器降价一成，展位两倍大");
  await page.keyboard.press("Control+Enter");
  await dialog().waitFor({ state: "detached" });
  assert.equal((await notebook()).rows[0].now.rival, LONG);
  assert.equal(await page.locator('[role=form] [name="company"]').inputValue(), "海风科技");
});

test("half an entry is there again after the power went", async () => {
  await show(page, wangfang, "#/capture");
  await page.keyboard.press("Alt+i");
  await box("booth.rival.rival").fill("力通");
  await until("the words on the disk", async () => (await notebook()).unfinished?.includes("力通"));
  await show(page, wangfang, "#/booth");
  await page.keyboard.press("Alt+i");
  await until("the words in the form", async () => (await box("booth.rival.rival").inputValue()) === "力通");
  await dialog().getByRole("button", { name: zh("booth.giveUp") }).click();
  await until("nothing kept", async () => (await notebook()).unfinished === null);
});

test("a visitor is entered and becomes a card without being typed again", async () => {
  await show(page, wangfang, "#/booth");
  await page.keyboard.press("Alt+o");
  await box("booth.field.name").fill("唐婷");
  await box("booth.field.company").fill(LONG);
  await box("booth.field.phone").fill("13823650001");
  await box("booth.field.matter").fill("要样品");
  await page.keyboard.press("Enter");
  await dialog().waitFor({ state: "detached" });
  await tab("visitors").click();
  await page.getByRole("button", { name: zh("booth.visitor.toCard") }).click();
  await until("the card in the form", async () => (await page.locator('[role=form] [name="person"]').inputValue().catch(() => "")) === "唐婷");
  assert.equal((await register()).counted.cards, 1);
});

test("a note carries a photo: seen small while one writes, whole in the notebook, and a file that is none is refused", async () => {
  await show(page, wangfang, "#/booth");
  await page.keyboard.press("Alt+i");
  await box("booth.rival.rival").fill("力通电子");
  await box("booth.rival.what").fill("新系列板对板连接器，当场放出样品");
  const place = dialog().locator("input[type=file]");
  await place.setInputFiles({ name: "scan.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture at all") });
  await dialog().getByRole("alert").waitFor();
  await picture(page, "booth-photo-refused");
  assert.deepEqual(await violations(page), []);
  await place.setInputFiles(photos[0]);
  const small = dialog().getByRole("img", { name: zh("booth.rival.photo") });
  await small.waitFor();
  assert.equal(await dialog().getByRole("alert").count(), 0);
  assert.equal(await box("booth.rival.rival").inputValue(), "力通电子", "nothing that was typed is lost");
  await picture(page, "booth-photo-form");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await misfits(page), []);
  await page.keyboard.press("Control+Enter");
  await dialog().waitFor({ state: "detached" });
  await tab("rivals").click();
  await page.getByRole("button", { name: zh("booth.rival.seePhoto") }).click();
  const whole = dialog().getByRole("img", { name: zh("booth.rival.photo") });
  await whole.waitFor();
  const shown = await whole.boundingBox();
  assert.ok(shown.width > 200 && shown.y + shown.height <= 768, JSON.stringify(shown));
  await picture(page, "booth-photo");
  assert.deepEqual(await violations(page), []);
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "booth-photo-dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.keyboard.press("Escape");
  await dialog().waitFor({ state: "detached" });
});

test("the supervisor sees all of it, signs the day, and every part holds for axe", async () => {
  await wangfang.call("sync_now");
  await linguodong.call("sync_now");
  await show(page, linguodong, "#/booth");
  for (const name of ["dashboard", "rivals", "visitors", "report"]) {
    await tab(name).click();
    await page.getByRole("tabpanel").getByText(name === "dashboard" ? zh("booth.goal.strength") : name === "visitors" ? "唐婷" : LONG).first().waitFor();
    await picture(page, `booth-${name}`);
    assert.deepEqual(await violations(page), [], name);
  }
  await tab("visitors").click();
  await page.getByRole("button", { name: /签字：/ }).click();
  await page.getByText(/已于 .* 签字/).waitFor();
  assert.equal((await linguodong.call("visitor_register", { fair: FAIR, day: DAY })).signed.counted.came, 1);
  assert.deepEqual(page.complaints, []);
});

test("the report on rivals shows the photo where it was noted", async () => {
  await show(page, linguodong, "#/reports");
  await page.getByRole("button", { name: new RegExp(zh("reports.which")) }).click();
  await page.getByRole("option", { name: zh("reports.form.e8"), exact: true }).click();
  const photo = page.getByRole("article").getByRole("img", { name: zh("booth.rival.photo") });
  await photo.waitFor();
  await photo.scrollIntoViewIfNeeded();
  await picture(page, "booth-report-photo");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);
  assert.deepEqual(await misfits(page), []);
});
