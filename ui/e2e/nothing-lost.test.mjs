/** Whatever stops – window, laptop, server – what was typed is still there, and the window says what is safe. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { focused } from "./focus.mjs";
import { picture } from "./looks.mjs";
import { PASSPHRASE, Stage, until } from "./stage.mjs";
import { field, openBrowser, openPage, show, showCapture } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, wangfang, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const alert = () => page.getByRole("alert");
const captured = async () => (await wangfang.call("lead_list", { view: "captured", limit: 50 })).rows.filter((row) => !row.draft);

async function fill(card) {
  for (const [name, text] of Object.entries(card)) await field(page, name).fill(text);
}

test("a name of 10,000 characters survives a restart of the window while it is half typed", async () => {
  const long = "风".repeat(10_000);
  await showCapture(page, wangfang);
  await fill({ company: long });
  await until("the half-typed card on disk", async () => (await wangfang.call("capture_view")).unfinished?.company === long);
  await show(page, wangfang, "#/capture");
  await until("the half-typed card", async () => (await field(page, "company").inputValue()) === long);
});

test("a half-typed card is there again after a reload", async () => {
  await showCapture(page, wangfang);
  await fill({ company: "清远陶瓷", phone: "0763-33" });
  await page.keyboard.press("Alt+u");
  await field(page, "person").focus();
  await page.keyboard.press("Alt+u");
  await until("the half-typed card on disk", async () => (await wangfang.call("capture_view")).unfinished?.unknown.length === 1);
  await page.reload();
  await until("the half-typed card", async () => (await field(page, "company").inputValue()) === "清远陶瓷");
  assert.equal(await field(page, "phone").inputValue(), "0763-33");
  const unknown = page.getByRole("button", { name: zh("capture.markUnknown", { field: zh("field.person") }) });
  assert.equal(await unknown.getAttribute("aria-pressed"), "true");
  await focused(page, "the first empty field", (now) => now.name === "site");
});

test("a reload in the middle of a word loses nothing", async () => {
  await showCapture(page, wangfang);
  await page.keyboard.type("韶关冶金");
  await page.reload();
  await until("the half-typed card", async () => (await field(page, "company").inputValue()) === "韶关冶金");
});

test("locking keeps what is half typed", async () => {
  await showCapture(page, wangfang);
  await page.keyboard.type("河源矿业");
  await page.keyboard.press("Control+l");
  await page.getByLabel(zh("lock.passphrase")).waitFor();
  assert.ok(!(await page.content()).includes("河源矿业"), "nothing of it stays in the locked window");
  await wangfang.unlock();
  await until("the half-typed card", async () => (await field(page, "company").count()) > 0 && (await field(page, "company").inputValue()) === "河源矿业");
});

test("a laptop that dies in the middle: the window says what is safe, and nothing typed is lost", async () => {
  await showCapture(page, wangfang);
  await fill({ company: "阳江刀剪", person: "关", matter: "出口" });
  await until("the half-typed card on disk", async () => (await wangfang.call("capture_view")).unfinished?.matter === "出口");
  await wangfang.kill();
  await field(page, "phone").fill("0662-3100");
  await page.keyboard.press("Enter");
  await alert().getByText(zh("failure.host.gone")).waitFor();
  assert.equal(await field(page, "company").inputValue(), "阳江刀剪");
  assert.equal(await field(page, "phone").inputValue(), "0662-3100");
  assert.equal(await page.getByTestId("saved").textContent(), "", "it does not say “saved”");
  await page.getByText(zh("capture.notKept")).waitFor();
  await page.getByTestId("sync-line").getByText(zh("failure.host.gone").slice(0, -1)).waitFor();
  await picture(page, "bad-host-gone");

  await wangfang.again();
  await page.keyboard.press("Enter");
  await page.getByLabel(zh("lock.passphrase")).fill(PASSPHRASE);
  await page.keyboard.press("Enter");
  await field(page, "company").waitFor();
  await until("the half-typed card", async () => (await field(page, "company").inputValue()) === "阳江刀剪");
  assert.equal(await field(page, "phone").inputValue(), "0662-3100", "also what was typed after it died");
  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(/阳江刀剪/).waitFor();
  assert.equal((await captured()).filter((row) => row.company === "阳江刀剪").length, 1);
});

test("without a server the sync line says so, and a card is saved all the same", async () => {
  await stage.server.kill();
  await showCapture(page, wangfang);
  await fill({ company: "湛江水产", person: "符", matter: "冷库" });
  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(/湛江水产/).waitFor();
  await page.keyboard.press("Alt+r");
  await page.getByTestId("sync-line").getByText(zh("sync.offline")).waitFor();
  await page.keyboard.press("Alt+6");
  await page.getByText(zh("syncPage.why.offline")).waitFor();
  await page.getByText(zh("syncPage.safe")).waitFor();
});
