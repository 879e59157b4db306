/** While a card is typed, a colleague's laptop at the booth says that it has one, and nothing of what is on it. */
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { picture, violations } from "./looks.mjs";
import { Stage, typed } from "./stage.mjs";
import { field, openBrowser, openPage, showCapture } from "./window.mjs";
import { zh } from "./words.mjs";

const HERS = { company: "东莞市华晟电子有限公司", person: "刘洁", phone: "13800138001", site: "广东东莞" };

let browser, stage, wang, li, page;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  [wang, li] = [await stage.laptop("wangfang"), await stage.laptop("liqiang")];
  page = await openPage(browser);
  await wang.sign(HERS);
  await stage.moveTo("17:30");
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const panel = () => page.getByRole("region", { name: zh("capture.duplicates") });
const told = () => panel().getByText(/一位同事在.*前录入了同一客户/);
const today = () => page.getByText(zh("capture.today"), { exact: true }).boundingBox();

test("a card that nobody has synced is told of, moves nothing, and is gone once the name is corrected", async () => {
  await showCapture(page, li);
  const before = await today();
  await field(page, "company").fill("东莞华晟电子有限公司");
  await field(page, "phone").fill(HERS.phone);
  await told().waitFor();
  await panel().getByText(zh("hints.neighbourThen.theyCountYouHelp")).waitFor();
  assert.deepEqual(await today(), before, "nothing moved");
  const said = await panel().textContent();
  for (const hidden of [HERS.person, "王芳", HERS.company]) assert.ok(!said.includes(hidden), said);
  assert.deepEqual(await li.call("duplicates", typed(HERS)), [], "it is not on this laptop");
  assert.deepEqual(await violations(page), []);
  await picture(page, "neighbours");

  // Typing what says nothing of who it is leaves it there.
  await field(page, "matter").fill("询价");
  assert.equal(await told().count(), 1);
  await field(page, "company").fill("佛山顺德精工电器有限公司");
  await told().waitFor({ state: "detached" });
  await panel().getByText(/一位同事在.*前录入的可能是同一客户/).waitFor();
  await field(page, "phone").fill("13700137003");
  await panel().getByText(zh("capture.noDuplicates")).waitFor();
});

test("it holds up neither typing nor signing", async () => {
  await showCapture(page, li);
  for (const [name, text] of Object.entries({ ...HERS, company: "东莞华晟电子有限公司", matter: "询价" })) await field(page, name).fill(text);
  await field(page, "matter").press("Enter");
  await page.getByText(/已保存/).waitFor();
  // Enter is quicker than a neighbour: what he says of the card that is signed is said all the same.
  await panel().getByText(zh("hints.left", { company: "东莞华晟电子有限公司" })).waitFor();
  // Signing begins an exchange, and the colleague's card comes with it: from then on it has his name.
  await panel().getByText(zh("hints.leftHere.theyCountYouHelp", { signer: "王芳" })).waitFor();
  assert.equal(await panel().getByText(zh("hints.left", { company: "东莞华晟电子有限公司" })).count(), 1, "said once");
  await picture(page, "neighbours-left");
  assert.deepEqual(page.complaints, []);
});
