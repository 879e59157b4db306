/** The browser, and what a test does and sees in a window. */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { chromium } from "playwright-core";

import { ROOT, until } from "./stage.mjs";
import { zh } from "./words.mjs";

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

/** An empty page, 1366×768. What goes wrong in it is noted in `page.complaints`, its calls in `page.calls`. */
export async function openPage(browser, { dark = false } = {}) {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    colorScheme: dark ? "dark" : "light",
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  page.complaints = [];
  page.calls = [];
  page.on("request", (request) => {
    const path = new URL(request.url()).pathname;
    if (path.startsWith("/call/")) page.calls.push(path.slice("/call/".length));
  });
  page.on("pageerror", (error) => page.complaints.push(error.message));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.complaints.push(`${message.type()}: ${message.text()}`);
  });
  return page;
}

/** Shows a laptop's window in a page, from its start, once its first screen has its data. */
export async function show(page, laptop, hash = "") {
  await page.goto("about:blank");
  page.complaints.length = 0;
  await page.goto(`${laptop.url}/${hash}`);
  await ready(page);
}

/** Shows the capture screen with an empty card. */
export async function showCapture(page, laptop) {
  await page.goto("about:blank");
  await laptop.call("card_autosave", { input: null });
  await show(page, laptop, "#/capture");
  await page.getByText(zh("capture.nextRegister", { number: "" })).waitFor();
  await focused(page, "the first field", (now) => now.name === "company");
}

export async function ready(page) {
  await page.locator('body[data-ready="1"]').waitFor();
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
  const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"], preload: false, elementRef: false }));
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

/**
 * Texts that do not fit where they stand: cut off without an ellipsis, or spilt over what is beside them.
 * An ellipsis is fine for a text that is whole elsewhere, but not for the one that is named.
 */
export function misfits(page, whole = "") {
  return page.evaluate((whole) => {
    const bad = [];
    const box = (element) => element.getBoundingClientRect();
    const say = (why, element, text) => bad.push(`${why}: "${text.trim().slice(0, 40)}" in ${element.tagName.toLowerCase()}.${element.className}`);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const own = node.parentElement;
      if (node.data.trim() === "" || !own.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const right = Math.max(...[...range.getClientRects()].map((rect) => rect.right));
      let elsewhere = false;
      for (let around = own; around && !elsewhere; around = around.parentElement) {
        const style = getComputedStyle(around);
        // What only a screen reader hears, and what can be scrolled to.
        elsewhere = box(around).width <= 1 || ["auto", "scroll"].includes(style.overflowX);
        if (right <= box(around).right + 1 || elsewhere) continue;
        const clips = style.overflowX !== "visible" || around === document.documentElement;
        const shortened = style.textOverflow === "ellipsis";
        if (clips && !shortened) say("cut off", around, node.data);
        if (shortened && whole !== "" && node.data.includes(whole)) say("shortened", around, node.data);
        if (shortened) break;
        if (around === own && style.display !== "inline") say("spills", around, node.data);
      }
    }
    for (const button of document.querySelectorAll("button, input, textarea, [role=button]")) {
      if (!button.checkVisibility({ visibilityProperty: true }) || box(button).width <= 1) continue;
      for (let around = button.parentElement; around; around = around.parentElement) {
        const { overflowX } = getComputedStyle(around);
        if (["auto", "scroll"].includes(overflowX) || box(around).width <= 1) break;
        if (overflowX !== "visible" && box(button).right > box(around).right + 1) say("cut off", around, button.textContent);
      }
    }
    for (const input of document.querySelectorAll("input")) {
      if (whole !== "" && input.value.includes(whole) && input.scrollWidth > input.clientWidth) say("too narrow", input, input.value);
    }
    return bad;
  }, whole);
}

/** Boxes with a border or a ground of their own that what they hold hangs out of at the bottom. */
export function overhangs(page) {
  return page.evaluate(() => {
    const bad = [];
    for (const panel of document.querySelectorAll("section, article, aside, form, li, td")) {
      const style = getComputedStyle(panel);
      const drawn = parseFloat(style.borderBottomWidth) > 0 && style.borderBottomStyle !== "none";
      if (!drawn || style.overflowY !== "visible" || panel.scrollHeight <= panel.clientHeight + 2) continue;
      bad.push(`${panel.tagName.toLowerCase()}.${panel.className} holds ${panel.scrollHeight} in ${panel.clientHeight}`);
    }
    return bad;
  });
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

/** Waits until the focus is where it should be: lists give it to a row a frame later. */
export async function focused(page, what, is) {
  return until(async () => `the focus on ${what}; it is on ${JSON.stringify(await focus(page))}`, async () => {
    const now = await focus(page);
    return is(now) && now;
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

/** How often a command was called in a page. */
export const called = (page, name) => page.calls.filter((call) => call === name).length;

/** A field of the capture form. */
export const field = (page, name) => page.locator(`[role=form] [name="${name}"]`);
