/**
 * Photographs the screens against the fake host and lets axe look at each: `npm run look -- [folder]`.
 * Needs a Chromium: CHROMIUM=/path, or Debian's.
 */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium } from "playwright-core";
import { createServer } from "vite";

const out = process.argv[2] ?? join(tmpdir(), "fairlead-look");
const only = process.argv[3] ?? "";
mkdirSync(out, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const tab = (name) => (page) => page.getByRole("tab", { name }).click();
const SHOTS = [
  ["lock", { state: "locked" }],
  ["enrol", { state: "none" }],
  ["choose", { state: "choose" }],
  ["capture", { hash: "#/capture" }],
  [
    "capture-typing",
    {
      hash: "#/capture",
      act: async (page) => {
        await page.getByLabel("客户名称").first().fill("东莞市华晟电子");
        await page.getByLabel("咨询事项").first().fill("询价");
        await page.keyboard.press("Enter");
        await page.getByTestId("saved").getByText("草稿").waitFor();
        await page.waitForTimeout(300);
      },
    },
  ],
  ["leads-mine", { hash: "#/leads/mine" }],
  ["leads-all", { hash: "#/leads/all" }],
  ["lead", { hash: "#/lead/c2" }],
  ["lead-long", { hash: "#/lead/c3" }],
  ["lead-hostile", { hash: "#/lead/c8" }],
  ["day", { hash: "#/day" }],
  ["sync", { hash: "#/sync" }],
  ["keys", { hash: "#/sync", act: (page) => page.keyboard.press("F1") }],
  ["evening-cards", { as: "linguodong", hash: "#/evening" }],
  ["evening-duplicates", { as: "linguodong", hash: "#/evening", act: tab(/^重卡/) }],
  ["evening-hand-ins", { as: "linguodong", hash: "#/evening", act: async (page) => { await tab(/^上交/)(page); await page.getByLabel(/允许同事/).click(); await page.getByText("海鸥").waitFor(); } }],
  ["evening-pairs", { as: "linguodong", hash: "#/evening", act: tab(/^疑似/) }],
  ["evening-seal", { as: "linguodong", hash: "#/evening", act: (page) => page.getByRole("button", { name: /封存/ }).click() }],
  ["evening-leader", { as: "sunwei", hash: "#/evening" }],
  ["reports", { as: "linguodong", hash: "#/reports" }],
  ["reports-printed", { as: "linguodong", hash: "#/reports", act: (page) => page.emulateMedia({ media: "print" }) }],
  ["hq-assign", { as: "zhenghua", hash: "#/hq" }],
  ["hq-packages", { as: "zhenghua", hash: "#/hq", act: tab(/^每日/) }],
  ["hq-people", { as: "zhenghua", hash: "#/hq", act: tab(/^人员/) }],
  ["hq-retention", { as: "zhenghua", hash: "#/hq", act: tab(/^到期/) }],
  ["hq-code", { as: "zhenghua", hash: "#/hq", act: async (page) => { await tab(/^人员/)(page); await page.getByRole("button", { name: "生成启用码" }).first().click(); await page.getByRole("dialog").waitFor(); } }],
  ["en-capture", { hash: "#/capture", language: "en" }],
  ["en-leads", { hash: "#/leads/all", language: "en" }],
  ["en-lead", { hash: "#/lead/c2", language: "en" }],
  ["en-day", { hash: "#/day", language: "en" }],
  ["en-evening", { as: "linguodong", hash: "#/evening", language: "en" }],
  ["en-hq", { as: "zhenghua", hash: "#/hq", language: "en" }],
  ["palette", { hash: "#/leads/all", act: (page) => page.keyboard.press("Control+k") }],
  ["palette-typing", { hash: "#/lead/c2", act: async (page) => { await page.keyboard.press("Control+k"); await page.keyboard.type("hs"); await page.waitForTimeout(500); } }],
  ...["capture", "leads/all", "lead/c2", "day", "sync"].map((hash) => [`hant-${hash.replace("/", "-")}`, { hash: `#/${hash}`, language: "zh-Hant" }]),
  ["hant-evening", { as: "linguodong", hash: "#/evening", language: "zh-Hant" }],
  ["hant-hq", { as: "zhenghua", hash: "#/hq", language: "zh-Hant" }],
  ["hant-keys", { hash: "#/sync", language: "zh-Hant", act: (page) => page.keyboard.press("F1") }],
  ["dark-palette", { hash: "#/leads/all", dark: true, act: (page) => page.keyboard.press("Control+k") }],
  ["dark-leads", { hash: "#/leads/all", dark: true }],
  ["dark-reports", { as: "linguodong", hash: "#/reports", dark: true }],
  ["en-reports", { as: "linguodong", hash: "#/reports", language: "en" }],
  ["dark-evening", { as: "linguodong", hash: "#/evening", dark: true }],
];

const vite = await createServer({ configFile: new URL("../vite.config.ts", import.meta.url).pathname, root: new URL("..", import.meta.url).pathname, server: { port: 5191 }, logLevel: "error" });
await vite.listen();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
let violations = 0;
for (const [name, { as = "wangfang", state = "open", hash = "", act, language, dark = false }] of SHOTS) {
  if (!name.includes(only)) continue;
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: "zh-CN", colorScheme: dark ? "dark" : "light" });
  page.on("pageerror", (error) => console.log(`${name}: ${error.message}`));
  page.on("console", (message) => message.type() === "error" && console.log(`${name}: ${message.text()}`));
  await page.goto(`http://127.0.0.1:5191/?fake=1&as=${as}&state=${state}${hash}`);
  await page.locator('body[data-ready="1"]').waitFor();
  if (language) await page.getByText(language === "en" ? "English" : "繁體").click();
  await page.waitForTimeout(250);
  await act?.(page);
  await page.waitForTimeout(150);
  await page.screenshot({ path: join(out, `${name}.png`) });
  await page.addScriptTag({ content: axe });
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const one of found.violations) {
    violations += 1;
    console.log(`${name}: ${one.id} (${one.impact}): ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(" | ")}`);
  }
  await page.close();
}
await browser.close();
await vite.close();
console.log(`${out}: ${violations} violations`);
