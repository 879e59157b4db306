/** The browser, and what a test does and sees in a window. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { ROOT } from "./stage.mjs";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = join(ROOT, "artefacts", "browser");
const PATIENCE_MS = 8_000;

/** A Chromium with a profile of its own that ends with it: CHROMIUM=/path, or Debian's. */
export function openBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
}

/** The window of a laptop, 1366×768, once its first screen shows its data. */
export async function openWindow(browser, laptop, hash = "", { dark = false } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  /** What went wrong in the page. A refused call is logged by Chromium too; tests that want one ignore it. */
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(`${message.type()}: ${message.text()}`);
  });
  await page.goto(`${laptop.url}/${hash}`);
  await ready(page);
  return page;
}

export async function ready(page) {
  await page.locator('body[data-ready="1"]').waitFor();
}

export async function shut(page) {
  await page.context().close();
}

/** Two frames: whatever was to be drawn has been. */
export async function settled(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(undefined)))));
}

/** Keeps a picture for people to look at; it proves nothing by itself. */
export async function picture(page, name) {
  mkdirSync(PICTURES, { recursive: true });
  await settled(page);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

/** What axe finds, one line each; empty is good. */
export async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const line = (one) => `${one.id} (${one.impact}): ${one.help}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 200)).join(" | ")}`;
  return found.violations.map(line);
}

/** Whatever can be scrolled sideways, the page itself included. */
export function sideways(page) {
  return page.evaluate(() => {
    const scrolls = (element) => {
      const overflow = getComputedStyle(element).overflowX;
      const may = element === document.documentElement || overflow === "auto" || overflow === "scroll";
      return may && element.scrollWidth > element.clientWidth + 1;
    };
    const name = (element) => `${element.tagName}.${element.className} ${element.scrollWidth}>${element.clientWidth}`;
    return [...document.querySelectorAll("*")].filter((element) => element.tagName !== "INPUT" && scrolls(element)).map(name);
  });
}

/** Places where a text is cut off at its right, by the window or by something around it. */
export function cutOff(page, text) {
  return page.evaluate((text) => {
    const cut = [];
    let seen = 0;
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.data.includes(text) || !node.parentElement.checkVisibility()) continue;
      const range = document.createRange();
      range.setStart(node, node.data.indexOf(text));
      range.setEnd(node, node.data.indexOf(text) + text.length);
      const right = Math.max(...[...range.getClientRects()].map((rect) => rect.right));
      seen += 1;
      for (let around = node.parentElement; around; around = around.parentElement) {
        const clips = around === document.documentElement || getComputedStyle(around).overflowX !== "visible";
        if (clips && right > around.getBoundingClientRect().right + 1) cut.push(`${around.tagName}.${around.className}: ${right} > ${around.getBoundingClientRect().right}`);
      }
    }
    for (const input of document.querySelectorAll("input")) {
      if (!input.value.includes(text)) continue;
      seen += 1;
      if (input.scrollWidth > input.clientWidth) cut.push(`input ${input.name}: ${input.scrollWidth} > ${input.clientWidth}`);
    }
    return { seen, cut };
  }, text);
}

/** Who has the focus: the tag, the name or text, and whether one can see it. */
export function focus(page) {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const drawn = (one) => {
      const style = getComputedStyle(one);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    };
    // A ring may be drawn around the box in which a field stands, or around a hidden radio's label.
    const chain = [];
    for (let one = element; one && one !== document.body && chain.length < 4; one = one.parentElement) chain.push(one);
    const box = (chain.find(drawn) ?? element).getBoundingClientRect();
    const inSight = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const labels = [...(element.labels ?? [])].map((label) => label.textContent.trim());
    return {
      tag: element.tagName.toLowerCase(),
      name: element.getAttribute("name") ?? "",
      says: element.getAttribute("aria-label") ?? labels.join(" ") ?? "",
      text: element.tagName === "BODY" ? "" : (element.textContent ?? "").trim().slice(0, 40),
      role: element.getAttribute("role") ?? "",
      lost: element === document.body || element === document.documentElement,
      visible: chain.some(drawn) && inSight,
      inDialog: element.closest("[role=dialog], [role=alertdialog]") !== null,
    };
  });
}

/** Presses Tab and insists that the focus went somewhere one can see. */
export async function tab(page, key = "Tab") {
  await page.keyboard.press(key);
  const now = await focus(page);
  assert.ok(!now.lost, `after ${key} nothing has the focus`);
  assert.ok(now.visible, `after ${key} the focus cannot be seen: ${JSON.stringify(now)}`);
  return now;
}

/** Tabs on until a field or button is reached. */
export async function tabTo(page, is, most = 40) {
  for (let presses = 0; presses < most; presses += 1) {
    const now = await tab(page);
    if (is(now)) return now;
  }
  throw new Error(`not reached within ${most} Tabs`);
}

/** A field of the capture form. */
export const field = (page, name) => page.locator(`[role=form] [name="${name}"]`);
