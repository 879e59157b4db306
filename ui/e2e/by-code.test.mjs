/** Two laptops that no network joins vouch for each other by codes: camera to camera, and by photos. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, beforeEach, test } from "node:test";

import { film, filming } from "./film.mjs";
import { picture, violations } from "./looks.mjs";
import { Stage, until } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

let stage, wang, li, hers, his, blank;
const browsers = [];
const films = {};

/** A browser whose camera sees a film of its own; `null` for one without a camera. */
async function pageOf(name, camera = true) {
  films[name] = join(stage.folder, `${name}.y4m`);
  writeFileSync(films[name], "");
  const browser = await openBrowser(camera ? filming(films[name]) : []);
  browsers.push(browser);
  return openPage(browser);
}

before(async () => {
  stage = await Stage.open();
  [wang, li] = [await stage.laptop("wangfang", { alone: true }), await stage.laptop("liqiang", { alone: true })];
  for (const laptop of [wang, li]) await laptop.call("sync_now");
  await stage.server.kill();
  [hers, his, blank] = [await pageOf("hers"), await pageOf("his"), await pageOf("blank", false)];
});

beforeEach(async () => {
  for (const name of ["hers", "his"]) await film(films[name], blank);
});

after(async () => {
  await Promise.all(browsers.map((browser) => browser.close()));
  await stage?.close();
});

const open = async (page, laptop) => {
  await show(page, laptop, "#/day");
  await page.getByRole("button", { name: zh("byCode.open") }).click();
  await page.getByRole("dialog").waitFor();
  await code(page).waitFor();
};
const code = (page) => page.getByRole("img", { name: zh("byCode.mine") });
const says = (page, key, name) => page.getByRole("status").getByText(zh(key, { name })).or(page.getByText(zh(key, { name }))).first();
const lead = async (laptop, { card }) => (await laptop.call("lead", { card })).ruling.cards.find((row) => row.card === card);

test("held to each other's camera, both end by themselves", async () => {
  const mine = await wang.sign({ company: "东莞市华晟电子有限公司", person: "刘洁", site: "东莞" });
  const theirs = await li.sign({ company: "梅州机电", person: "温", site: "梅州" });
  await open(hers, wang);
  await open(his, li);
  await hers.getByText(zh("byCode.waiting")).waitFor();
  const [seenByHer, seenByHim] = [says(hers, "byCode.done"), says(his, "byCode.done")];
  await until("both to be done", async () => {
    await film(films.his, blank, await code(hers).screenshot());
    await film(films.hers, blank, await code(his).screenshot());
    return (await seenByHer.count()) > 0 && (await seenByHim.count()) > 0;
  });
  await says(hers, "byCode.got", "李强").waitFor();
  await says(his, "byCode.got", "王芳").waitFor();
  assert.deepEqual((await lead(wang, mine)).seenBy.colleagues, ["李强"]);
  assert.deepEqual((await lead(li, theirs)).seenBy.colleagues, ["王芳"]);
  assert.deepEqual(await violations(hers), [], "axe");
  await picture(hers, "by-code-done");
});

test("without a camera it says so, and three photos do", async () => {
  const without = await pageOf("without", false);
  const mine = await wang.sign({ company: "汕头塑料", person: "林", site: "汕头" });
  await li.sign({ company: "惠州鼎立模具有限公司", person: "何立", site: "惠州" });
  await open(without, wang);
  await open(his, li);
  await without.getByText(zh("camera.none")).waitFor();
  const give = async (from, to) => {
    const buffer = await code(from).screenshot();
    await to.locator("input[type=file]").setInputFiles({ name: "IMG_0001.png", mimeType: "image/png", buffer });
  };
  await give(without, his);
  await says(his, "byCode.gaveWaiting", "王芳").waitFor();
  await give(his, without);
  await says(without, "byCode.got", "李强").waitFor();
  await give(without, his);
  await says(his, "byCode.got", "王芳").waitFor();
  assert.deepEqual((await lead(wang, mine)).seenBy.colleagues, ["李强"]);
  await picture(without, "by-code-photo");
});

test("a photo that is dropped or pasted is read; what is none of ours is refused in words", async () => {
  await open(hers, wang);
  const own = (await code(hers).screenshot()).toString("base64");
  const bring = (kind) =>
    hers.evaluate(
      ({ kind, own }) => {
        const bytes = Uint8Array.from(atob(own), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], "shot.png", { type: "image/png" }));
        const to = [...document.querySelectorAll("[role=dialog] *")].find((node) => node.className.includes?.("place"));
        if (kind === "drop") to.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        else document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
      },
      { kind, own },
    );
  for (const kind of ["drop", "paste"]) {
    await bring(kind);
    await hers.getByText(zh("failure.vouch_code.own")).waitFor();
    await hers.locator("input[type=file]").setInputFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("no picture") });
    await hers.getByText(zh("failure.picture.unreadable")).waitFor();
  }
});

test("with the keyboard alone: open, and Escape gives the focus back", async () => {
  await show(hers, wang, "#/day");
  const button = hers.getByRole("button", { name: zh("byCode.open") });
  await button.focus();
  await hers.keyboard.press("Enter");
  await code(hers).waitFor();
  // The focus moves in the frames after a key.
  const stands = (text) => until(`the focus on ${text}`, async () => (await hers.evaluate(() => document.activeElement.textContent)) === text);
  await hers.keyboard.press("Shift+Tab");
  await stands(zh("photo.choose"));
  await hers.keyboard.press("Escape");
  await hers.getByRole("dialog").waitFor({ state: "detached" });
  await stands(zh("byCode.open"));
  await until("the camera to be let go of", () => hers.evaluate(() => document.querySelector("video") === null));
  assert.deepEqual(hers.complaints, []);
});
