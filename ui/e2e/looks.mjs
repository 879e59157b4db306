/** How a screen looks: what axe finds, what does not fit, and a picture of it for people. */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

import { ROOT } from "./stage.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = join(ROOT, "artefacts", "browser");

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

/**
 * What axe finds, one line each; empty is good. What the library of controls has announced stands for seconds in a
 * hidden place, and may be named by a button that has gone since.
 */
export async function violations(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => globalThis.axe.run({ exclude: [["[data-live-announcer]"]] }, { resultTypes: ["violations"], preload: false, elementRef: false }));
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
