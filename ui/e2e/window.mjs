/** The browser, and the window of a laptop in it. */
import { until } from "./stage.mjs";
import { chromium } from "playwright-core";

import { focused } from "./focus.mjs";
import { zh } from "./words.mjs";

const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const PATIENCE_MS = 45_000;

/** A Chromium with a profile of its own that ends with it: CHROMIUM=/path, or Debian's. */
export function openBrowser(more = []) {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: [...ARGS, ...more] });
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
  // The page that is left may still be saying what was typed in it; its last word comes first.
  await until("the last card to be forgotten", async () => {
    await laptop.call("card_autosave", { input: null });
    await new Promise((done) => setTimeout(done, 250));
    return (await laptop.call("capture_view", null)).unfinished === null;
  });
  await show(page, laptop, "#/capture");
  await page.getByText(zh("capture.nextRegister", { number: "" })).waitFor();
  // A card that was kept half typed begins at its first empty field.
  await focused(page, "a field of the form", (now) => now.tag === "input");
}

export async function ready(page) {
  await page.locator('body[data-ready="1"]').waitFor();
}

/** How often a command was called in a page. */
export const called = (page, name) => page.calls.filter((call) => call === name).length;

/** A field of the capture form. */
export const field = (page, name) => page.locator(`[role=form] [name="${name}"]`);
