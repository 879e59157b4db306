/** What people write beside a card: by keyboard, kept while it is half typed, and two versions side by side. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { focused } from "./focus.mjs";
import { picture, settled, sideways, violations } from "./looks.mjs";
import { Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

const NEED = zh("field.need");
let browser, stage, wangfang, linguodong, card, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  wangfang = await stage.laptop("wangfang");
  linguodong = await stage.laptop("linguodong");
  card = (await wangfang.sign({ company: "肇庆南粤铝业有限公司", person: "莫海", phone: "13833330001", site: "广东肇庆" })).card;
  await wangfang.call("sync_now");
  await linguodong.call("sync_now");
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const lead = (laptop) => laptop.call("lead", { card });
const texts = async (laptop, name) => (await lead(laptop)).notes[0].fields.find((field) => field.name === name)?.texts ?? [];
const group = () => page.getByRole("group", { name: NEED });
const area = () => page.getByRole("textbox", { name: NEED });
const button = (key) => page.getByRole("button", { name: zh(`notes.${key}Of`, { field: NEED }) });

/** Writes as somebody whose page shows what is there now. */
async function writes(laptop, name, text) {
  const seen = (await texts(laptop, name)).flatMap((one) => one.seen);
  await laptop.call("note_edit", { card, fields: { [name]: text }, seen: { [name]: seen } });
}

test("a field is written by keyboard alone, and the focus goes on from there", async () => {
  await show(page, wangfang, `#/lead/${card}`);
  await button("write").waitFor();
  await page.keyboard.press("n");
  await focused(page, "the first field's button", (now) => now.says === zh("notes.writeOf", { field: NEED }));
  await page.keyboard.press("Enter");
  await focused(page, "the text", (now) => now.tag === "textarea");
  await page.keyboard.type("要 20 台");
  // A key that leaves the page elsewhere throws nothing away here.
  await page.keyboard.press("Escape");
  assert.equal(await area().inputValue(), "要 20 台");
  await page.keyboard.press("Control+Enter");
  await until("the saved field", async () => (await texts(wangfang, "need"))[0]?.text === "要 20 台");
  await focused(page, "the field's button again", (now) => now.says === zh("notes.editOf", { field: NEED }));
  assert.match(await group().innerText(), /要 20 台[\s\S]*王芳/);
});

test("what is half typed is there again after a reload, and gone when it is given up", async () => {
  await show(page, wangfang, `#/lead/${card}`);
  await button("edit").click();
  await area().fill("要 20 台，还差");
  await until("the half-typed text on disk", async () => (await lead(wangfang)).notes[0].unfinished.need === "要 20 台，还差");
  await page.reload();
  await until("the half-typed text", async () => (await area().inputValue()) === "要 20 台，还差");
  await page.getByText(zh("notes.unfinished")).waitFor();
  await page.getByRole("button", { name: zh("notes.giveUp") }).click();
  await button("edit").waitFor();
  assert.deepEqual((await lead(wangfang)).notes[0].unfinished, {});
  assert.equal((await texts(wangfang, "need"))[0].text, "要 20 台");
});

test("what came while somebody wrote is shown beside his words before it is replaced", async () => {
  await linguodong.call("sync_now");
  await show(page, wangfang, `#/lead/${card}`);
  await button("edit").click();
  await area().fill("要 22 台");
  await writes(linguodong, "need", "要 21 台");
  await linguodong.call("sync_now");
  await wangfang.call("sync_now");
  await until("the other's words", async () => (await texts(wangfang, "need"))[0].text === "要 21 台");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("alert").getByText(zh("failure.note.changed", { field: NEED }).slice(0, 12)).waitFor();
  assert.equal(await area().inputValue(), "要 22 台");
  await page.getByText("要 21 台", { exact: true }).waitFor();
  await page.keyboard.press("Control+Enter");
  await until("the chosen words", async () => (await texts(wangfang, "need"))[0].text === "要 22 台");
});

test("two versions stand side by side with names and times, and a person chooses", async () => {
  await wangfang.call("sync_now");
  await linguodong.call("sync_now");
  await writes(wangfang, "need", "要 30 台，含运费");
  await writes(linguodong, "need", "要 25 台，月底前交货");
  await linguodong.call("sync_now");
  await wangfang.call("sync_now");
  await until("both versions", async () => (await texts(wangfang, "need")).length === 2);
  await show(page, wangfang, `#/lead/${card}`);
  await group().getByText(zh("notes.several", { count: 2 })).waitFor();
  const shown = await group().innerText();
  for (const said of ["要 30 台，含运费", "要 25 台，月底前交货", "王芳", "林国栋"]) assert.ok(shown.includes(said), `${said} in ${shown}`);
  const boxes = await Promise.all((await group().getByRole("listitem").all()).map((item) => item.boundingBox()));
  assert.equal(boxes[0].y, boxes[1].y, "side by side");
  await settled(page);
  await picture(page, "lead-two-versions");
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sideways(page), []);

  await group().getByRole("listitem").filter({ hasText: "要 25 台" }).getByRole("button").click();
  await until("one version", async () => {
    const left = await texts(wangfang, "need");
    return left.length === 1 && left[0].text === "要 25 台，月底前交货";
  });
  await wangfang.call("sync_now");
  await linguodong.call("sync_now");
  await until("the same for the other", async () => (await texts(linguodong, "need")).length === 1);
  assert.deepEqual(page.complaints.filter((said) => !said.includes("422")), []);
});
