/** Where the keyboard is, and whether one can see it. */
import assert from "node:assert/strict";

import { until } from "./stage.mjs";

/** Who has the focus: the tag, the name or text, and whether one can see it. */
export function focus(page) {
  return page.evaluate(() => {
    const element = document.activeElement ?? document.body;
    const drawn = (one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
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
