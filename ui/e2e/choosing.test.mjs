/**
 * A file is chosen as the system lets one choose, where it does: in the window. Here the system is a stand-in
 * in front of a real laptop: calls go to it, and who "chooses" is the test.
 */
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { focused } from "./focus.mjs";
import { DAY, FAIR, Stage } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let browser, stage, liqiang, linguodong, page, stick;

before(async () => {
  [browser, stage] = await Promise.all([openBrowser(), Stage.open()]);
  [liqiang, linguodong] = [await stage.laptop("liqiang"), await stage.laptop("linguodong")];
  await liqiang.sign({ company: "珠海格创电机", person: "何敏", phone: "13825600123", site: "珠海" });
  await liqiang.call("sync_now");
  stick = join(stage.folder, "stick");
  mkdirSync(stick);
  page = await openPage(browser);
  await page.addInitScript(() => {
    window.chosen = [];
    window.__TAURI_INTERNALS__ = {
      transformCallback: () => 0,
      async invoke(command, args) {
        if (command === "plugin:dialog|open") {
          window.asked = args.options;
          if (window.chosen.length === 0) throw new Error("no such dialog");
          return window.chosen.shift();
        }
        if (command !== "call") return 0;
        const reply = await fetch(`/call/${args.name}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(args.args) });
        const body = await reply.json();
        if (!reply.ok) throw body;
        return body;
      },
    };
  });
});

after(async () => {
  await browser?.close();
  await stage?.close();
});

const choose = (path) => page.evaluate((one) => void window.chosen.push(one), path);
const asked = () => page.evaluate(() => window.asked);
const named = (key) => page.getByRole("button", { name: zh(key) });

test("a hand-in goes into a chosen folder, and who chooses none keeps what he had", async () => {
  await show(page, liqiang, "#/day");
  await page.getByRole("tab", { name: zh("handIn.way.file") }).click();
  const field = page.getByLabel(zh("handIn.folder"));
  await choose(stick);
  await named("path.folder").first().click();
  await focused(page, "the path", (now) => now.says === zh("handIn.folder"));
  assert.equal(await field.inputValue(), stick);
  assert.equal((await asked()).directory, true);
  await choose(null);
  await named("path.folder").first().click();
  assert.equal(await field.inputValue(), stick, "nothing chosen, nothing changed");
  await named("path.folder").first().click();
  await page.getByText(zh("path.failed")).waitFor();
  await page.getByRole("button", { name: zh("handIn.write") }).click();
  await page.getByText(stick).waitFor();
});

test("the supervisor takes a chosen file, and a folder", async () => {
  const { path } = await liqiang.call("hand_in_file", { fair: FAIR, day: DAY, paper: 0, folder: stick });
  await show(page, linguodong, "#/evening");
  await page.getByRole("tab", { name: zh("evening.tab.handIns") }).click();
  for (const [button, chosen, directory] of [["path.file", path, false], ["path.folder", stick, true]]) {
    await choose(chosen);
    await named(button).click();
    await focused(page, "the path", (now) => now.says === zh("take.path"));
    assert.equal((await asked()).directory, directory);
    await page.keyboard.press("Enter");
    await page.getByText("李强").first().waitFor();
  }
  assert.ok((await linguodong.call("evening", { fair: FAIR, day: DAY })).cards.length > 0);
});

test("where the system offers no choice a path is typed", async () => {
  const plain = await openPage(browser);
  await show(plain, linguodong, "#/sync");
  await plain.getByLabel(zh("take.path")).waitFor();
  assert.equal(await plain.getByRole("button", { name: zh("path.file") }).count(), 0);
});
