/** Opening by this computer's login, in a session with a real keychain: at the start, and not after locking. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { picture, settled, violations } from "./looks.mjs";
import { Stage } from "./stage.mjs";
import { openBrowser, openPage, show } from "./window.mjs";
import { zh } from "./words.mjs";

const OWN = "a passphrase of hers";
let browser, stage, session, laptop, page;

/** A bus with a secret service that a login has unlocked, until it is ended. */
async function login() {
  const home = mkdtempSync(join(tmpdir(), "fairlead-login-"));
  const run = 'printf secret | gnome-keyring-daemon --unlock --components=secrets --daemonize > /dev/null; echo "$DBUS_SESSION_BUS_ADDRESS"; exec cat';
  const env = { ...process.env, HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home };
  const child = spawn("dbus-run-session", ["--", "sh", "-ec", run], { env, stdio: ["pipe", "pipe", "inherit"] });
  const address = await new Promise((done, fail) => {
    child.once("error", fail);
    child.once("exit", () => fail(new Error("no session with a keychain: are dbus and gnome-keyring installed?")));
    child.stdout.once("data", (text) => done(String(text).trim()));
  });
  const end = () =>
    new Promise((done) => {
      child.once("exit", done);
      child.stdin.end();
    }).then(() => rmSync(home, { recursive: true, force: true }));
  return { env: { DBUS_SESSION_BUS_ADDRESS: address }, end };
}

before(async () => {
  [browser, stage, session] = await Promise.all([openBrowser(), Stage.open(), login()]);
  const zhenghua = await stage.laptop("zhenghua");
  const { code } = await zhenghua.call("enrolment_code", { person: "wangfang" });
  laptop = await stage.newLaptop({ keychain: session });
  await laptop.call("enrol", { code, passphrase: OWN, device: "ThinkPad" });
  page = await openPage(browser);
});

after(async () => {
  await browser?.close();
  await stage?.close();
  await session?.end();
});

const passphrase = () => page.getByLabel(zh("lock.passphrase"));

test("whoever switches it on is in as the program starts", async () => {
  await show(page, laptop, "#/sync");
  await page.getByRole("button", { name: zh("byLogin.turnOn"), exact: true }).click();
  await passphrase().fill(OWN);
  await page.getByRole("button", { name: zh("byLogin.turnOn"), exact: true }).click();
  await page.getByText(zh("byLogin.on")).waitFor();
  await settled(page);
  await picture(page, "by-login");
  await laptop.kill();
  await laptop.again();
  await show(page, laptop);
  await page.getByText(zh("capture.title")).first().waitFor();
});

test("after locking the passphrase is asked, however often the program is started", async () => {
  await laptop.call("lock");
  for (const anew of [false, true]) {
    if (anew) await laptop.kill().then(() => laptop.again());
    await show(page, laptop);
    await passphrase().waitFor();
    assert.equal((await laptop.call("status")).state, "locked");
  }
  assert.deepEqual(await violations(page), []);
  await passphrase().fill(OWN);
  await page.getByRole("button", { name: zh("lock.unlock"), exact: true }).click();
  await page.getByText(zh("capture.title")).first().waitFor();
});
