/**
 * A photo of a business card on the capture screen: kept at once, read while one types, corrected by keyboard,
 * signed, and there again on the lead's page, on this laptop and the supervisor's. Several at once are drafts.
 */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { focused } from "./focus.mjs";
import { misfits, picture as looked } from "./looks.mjs";
import { Stage, built, until } from "./stage.mjs";
import { field, openBrowser, openPage, show, showCapture } from "./window.mjs";
import { begins, zh } from "./words.mjs";

let browser, stage, wangfang, page, folder, cards;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "fairlead-cards-"));
  cards = JSON.parse(execFileSync(built("photograph"), [folder, "0", "4", "8"], { encoding: "utf8" }));
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Drops files on the capture screen, as a desktop does. */
async function drop(...paths) {
  const files = paths.map((path) => ({ name: path.split("/").at(-1), data: readFileSync(path).toString("base64") }));
  const what = await page.evaluateHandle((files) => {
    const carried = new DataTransfer();
    for (const { name, data } of files) {
      const bytes = Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
      carried.items.add(new File([bytes], name, { type: "image/jpeg" }));
    }
    return carried;
  }, files);
  await page.locator("main, #root").first().getByRole("form").dispatchEvent("drop", { dataTransfer: what });
}

const value = (name) => field(page, name).inputValue();
const picture = () => page.getByRole("img", { name: zh("photo.ofCard") }).first();
/** The one beside the form, not one in a list. */
const large = () => page.locator("svg[role=img]");
const done = begins(zh("photo.state.done", { count: 1 }).slice(0, 9));

test("a dropped photo is kept, read beside what is typed, corrected by keyboard and signed", async () => {
  const [{ photo, company, person }] = cards;
  await showCapture(page, wangfang);
  await field(page, "person").fill("谢先生");
  await drop(photo);
  await picture().waitFor();
  // What the screen shows is on the disk, before a word of it is read.
  const kept = await wangfang.call("capture_view", null);
  assert.equal(kept.drafts.length, 1);
  assert.ok(kept.drafts[0].photo.hash);
  await until("the company", async () => (await value("company")) === company);
  await page.getByText(done).waitFor();
  assert.equal(await value("person"), "谢先生", "what was typed stays");
  await page.getByText(zh("photo.differs", { text: person })).waitFor();

  // The focus shows its words on the picture; a slip is corrected without the mouse.
  await field(page, "phone").focus();
  await until("the phone's words on the picture", async () => (await picture().getAttribute("data-shown")) === "1");
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("9");
  const phone = await value("phone");
  await page.keyboard.press("Shift+Tab");
  await focused(page, "the person", (now) => now.name === "person");
  await page.keyboard.press("Alt+T");
  assert.equal(await value("person"), person, "by one key, as the photo says it");
  await field(page, "matter").fill("询价");

  await page.reload();
  await until("the half-typed card", async () => (await value("company")) === company);
  assert.deepEqual([await value("phone"), await value("person"), await value("matter")], [phone, person, "询价"]);
  await picture().waitFor();
  await field(page, "matter").focus();
  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(begins(zh("capture.saved"))).waitFor();
  const { rows } = await wangfang.call("lead_list", { view: "captured", limit: 5 });
  const { fields } = await wangfang.call("lead", { card: rows[0].card });
  assert.deepEqual([fields.source, fields.phone, fields.company], ["business_card", phone, company]);

  await show(page, wangfang, `#/lead/${rows[0].card}`);
  await picture().waitFor();
  const supervisor = await stage.laptop("linguodong");
  await wangfang.call("sync_now", null);
  await supervisor.call("sync_now", null);
  await show(page, supervisor, `#/lead/${rows[0].card}`);
  await picture().waitFor();
});

test("several photos at once become drafts, read one after the other and finished later", async () => {
  const [, one, two] = cards;
  await showCapture(page, wangfang);
  await field(page, "company").fill("海风科技");
  await drop(one.photo, two.photo);
  await page.getByText(zh("photo.keptDrafts", { count: 2 })).waitFor();
  assert.equal(await value("company"), "海风科技", "the form is left alone");
  const read = async () => page.getByRole("row").getByText(one.company).count();
  await until("what the first photo says, in the list", read);
  await until("and the second", async () => page.getByRole("row").getByText(two.company).count());
  assert.equal(await page.getByRole("row").getByRole("img", { name: zh("photo.ofCard") }).count(), 2);

  await page.getByRole("row").getByText(two.company).dblclick();
  await until("the draft in the form", async () => (await value("company")) === two.company);
  assert.equal(await value("person"), two.person);
  await picture().waitFor();
});

test("what is no photo is not taken, and the screen says so", async () => {
  const drafts = async () => (await wangfang.call("capture_view", null)).drafts.length;
  await showCapture(page, wangfang);
  const before = await drafts();
  await page.getByTestId("photos").setInputFiles({ name: "名片.heic", mimeType: "image/heic", buffer: Buffer.from("ftypheic") });
  await page.getByText(zh("failure.picture.unreadable")).waitFor();
  assert.equal(await drafts(), before);
});

test("a photo of somebody else's card is taken off: it becomes a draft of its own, and what was typed stays", async () => {
  const [, { photo, company }] = cards;
  await showCapture(page, wangfang);
  const count = async () => (await wangfang.call("capture_view", null)).drafts.length;
  const before = await count();
  await field(page, "matter").fill("问交期");
  await drop(photo);
  await large().waitFor();
  await until("the company", async () => (await value("company")) === company);
  await page.getByText(done).waitFor();
  const off = page.getByRole("button", { name: zh("photo.part"), exact: true });
  await off.scrollIntoViewIfNeeded();
  await looked(page, "photo-part");
  assert.deepEqual(await misfits(page), []);
  await off.click();
  await large().waitFor({ state: "detached" });
  await until("what was read is gone with it", async () => (await value("company")) === "");
  assert.equal(await value("matter"), "问交期");
  assert.equal(await count(), before + 2);
  // The draft of its own says what was read, and has its photo.
  await page.getByRole("row").getByText(company).first().dblclick();
  await large().waitFor();
  await until("the company again", async () => (await value("company")) === company);
  assert.equal(await value("matter"), "");
});
