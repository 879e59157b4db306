/** What people and machines get wrong: a clear sentence each time, and nothing typed is lost. */
import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { DAY, FAIR, PASSPHRASE, Stage, until } from "./stage.mjs";
import { begins, zh } from "./words.mjs";
import { field, focused, openBrowser, openPage, show, showCapture } from "./window.mjs";

const HOSTILE = {
  company: '海风🚢<img src=x onerror="globalThis.owned=1"><script>globalThis.owned=1</script>',
  person: "\u202eمحمد\u202c \u200f陈",
  phone: "不知道 ☎ call me, ask 王",
  site: "火星基地<b>3</b>",
  matter: "{{company}} $t(lead.none) &lt;i&gt; ${1+1}",
};

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

test("a name of 10,000 characters is refused with a sentence, and stays in the form", async () => {
  const long = "海".repeat(10_000);
  await showCapture(page, wangfang);
  await fill({ company: long, person: "陈", matter: "询价" });
  await page.keyboard.press("Enter");
  await alert().getByText(zh("failure.field.too_long", { field: zh("field.company"), max: 4000 })).waitFor();
  assert.equal(await field(page, "company").inputValue(), long);
  assert.equal(await field(page, "person").inputValue(), "陈");
  await focused(page, "the field that is too long", (now) => now.name === "company");
  assert.equal((await captured()).length, 0);

  await field(page, "company").fill("海风");
  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(zh("capture.saved", { number: 1, company: "海风" })).waitFor();
  assert.equal(await alert().count(), 0, "the failure goes when it is mended");
});

test("a name of 10,000 characters survives a restart of the window while it is half typed", async () => {
  const long = "风".repeat(10_000);
  await showCapture(page, wangfang);
  await fill({ company: long });
  await until("the half-typed card on disk", async () => (await wangfang.call("capture_view")).unfinished?.company === long);
  await show(page, wangfang, "#/capture");
  await until("the half-typed card", async () => (await field(page, "company").inputValue()) === long);
});

test("an annual use that is no number is refused at its field", async () => {
  await showCapture(page, wangfang);
  await fill({ company: "海风", person: "陈", matter: "询价", usage: "很多" });
  await page.keyboard.press("Enter");
  await alert().getByText(zh("failure.field.usage")).waitFor();
  await focused(page, "the use", (now) => now.name === "usage");
  assert.equal(await field(page, "usage").inputValue(), "很多");
});

test("a name of blanks is no name", async () => {
  await showCapture(page, wangfang);
  await fill({ company: "   ", person: "陈", matter: "询价" });
  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(zh("capture.draftMissing", { missing: zh("field.company") })).waitFor();
});

test("emoji, marks that turn the line and markup are text on every screen", async () => {
  await showCapture(page, wangfang);
  await fill(HOSTILE);
  await page.keyboard.press("Enter");
  await page.getByTestId("saved").getByText(begins(zh("capture.saved"))).waitFor();
  const card = (await captured()).find((row) => row.company === HOSTILE.company);
  assert.ok(card, "what was typed is kept as it was typed");
  await wangfang.call("sync_now");
  const lin = await stage.laptop("linguodong");
  const hq = await stage.laptop("zhenghua");
  await until("the card at headquarters", async () => (await hq.call("hq")).toAssign.length > 0);
  const places = [
    [wangfang, "#/capture"],
    [wangfang, "#/leads/captured"],
    [wangfang, `#/lead/${card.card}`],
    [wangfang, "#/day"],
    [lin, "#/evening"],
    [hq, "#/hq"],
  ];
  for (const [laptop, hash] of places) {
    await show(page, laptop, hash);
    await page.getByText('<img src=x onerror="globalThis.owned=1">').first().waitFor();
    const found = await page.evaluate(() => ({
      owned: globalThis.owned,
      elements: document.querySelectorAll("#root img, #root script, #root b b").length,
      turning: /[\u202a-\u202e\u2066\u2067\u200e\u200f]/.test(document.body.innerText),
    }));
    assert.deepEqual(found, { owned: undefined, elements: 0, turning: false }, hash);
    assert.deepEqual(page.complaints, [], hash);
  }
});

test("an odd phone and an unknown place are accepted; the customer waits for headquarters", async () => {
  const card = (await captured()).find((row) => row.company === HOSTILE.company);
  assert.equal(card.phone, HOSTILE.phone);
  await show(page, wangfang, `#/lead/${card.card}`);
  await page.getByText(zh("territory.unknown"), { exact: true }).waitFor();
  await page.getByText(zh("reason.territory.unknown")).first().waitFor();
  await page.getByText(zh("reason.waits_for_headquarters")).first().waitFor();
  const hq = stage.laptops.find((laptop) => laptop.person === "zhenghua");
  const waiting = (await hq.call("hq")).toAssign.find((one) => one.row.card === card.card);
  assert.deepEqual([waiting.ruling.territory, waiting.ruling.authority, waiting.assignRefused], ["unknown", "hq", ""]);
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

test("a hand-in that was cut in half is refused whole; the whole one is taken, twice is harmless", async () => {
  const lin = stage.laptops.find((laptop) => laptop.person === "linguodong");
  // Without the server the file is the only way.
  await stage.server.kill();
  await wangfang.sign({ company: "梅州机电", person: "温", site: "梅州" });
  const stick = join(stage.folder, "stick");
  const { path, cards } = await wangfang.call("hand_in_file", { fair: FAIR, day: DAY, paper: 2, folder: stick });
  assert.equal(cards, (await captured()).length);
  const whole = await readFile(path);
  const half = join(stick, "half.fairlead");
  await writeFile(half, whole.subarray(0, whole.length / 2));
  const nonsense = join(stick, "照片.fairlead");
  await writeFile(nonsense, "GIF89a");
  const held = async () => (await lin.call("sync_page")).records;
  const before = await held();

  await show(page, lin, "#/sync");
  const take = async (file) => {
    await page.getByLabel(zh("take.path")).fill(file);
    await page.keyboard.press("Enter");
  };
  await take(half);
  await alert().getByText(zh("failure.bundle.damaged")).waitFor();
  assert.equal(await page.getByLabel(zh("take.path")).inputValue(), half, "the path can be mended");
  await take(nonsense);
  await alert().getByText(zh("failure.bundle.damaged")).waitFor();
  await take(join(stick, "没有这个文件"));
  await alert().getByText(begins(zh("failure.bundle.read"))).waitFor();
  assert.equal(await held(), before, "nothing was taken");

  await take(path);
  await page.getByText(begins(zh("take.answer"))).waitFor();
  assert.equal(await alert().count(), 0);
  assert.ok((await held()) > before);
  const rows = (await lin.call("lead_list", { view: "all", limit: 50 })).rows;
  assert.ok(rows.some((row) => row.company === "梅州机电"));
  const now = await held();
  await take(path);
  await page.getByText(zh("take.nothingNew", { from: "王芳" })).waitFor();
  assert.equal(await held(), now);

  // The answer goes back on the same stick: then the salesperson knows that the supervisor has it.
  const answer = (await readdir(stick)).find((name) => name.includes("linguodong-to-wangfang"));
  await wangfang.call("take_file", { path: join(stick, answer) });
  assert.equal((await captured()).find((row) => row.company === "梅州机电").heldBy, "supervisor");
});

test("a file for somebody else is refused", async () => {
  const hq = stage.laptops.find((laptop) => laptop.person === "zhenghua");
  const stick = join(stage.folder, "stick");
  const file = (await readdir(stick)).find((name) => name.includes("wangfang-to-linguodong"));
  await show(page, hq, "#/sync");
  await page.getByLabel(zh("take.path")).fill(join(stick, file));
  await page.keyboard.press("Enter");
  await alert().getByText(zh("failure.bundle.not_for_you")).waitFor();
});

test("without a server the sync line says so, and a card is saved all the same", async () => {
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
