/** Who has the keyboard's focus, and who can be given it. */

const STOPS = "a[href], button, input, select, textarea, [tabindex]";

/** Whether nobody has asked for the focus: it is nowhere, or at the place where a screen begins. */
export function isUnclaimed(): boolean {
  const now = document.activeElement;
  return now === null || now === document.body || now === document.documentElement || now.matches("main, main h1");
}

/** Whether Tab would come to it. */
export function isReachable(element: Element): element is HTMLElement {
  if (!(element instanceof HTMLElement) || !element.isConnected || element.tabIndex < 0) return false;
  if (element.matches(":disabled") || element.closest('[aria-hidden="true"], [inert]')) return false;
  return element.matches(STOPS) && element.getClientRects().length > 0;
}

/** The first place in a part of the screen to which Tab would come. */
export function reachableIn(part: Element): HTMLElement | undefined {
  return [part, ...part.querySelectorAll(STOPS)].find(isReachable);
}

/** Gives the focus to where a screen begins: its heading, or all of it while it has none. */
export function toHeading(main: HTMLElement | null): void {
  const place = main?.querySelector("h1") ?? main;
  if (!place) return;
  if (!place.hasAttribute("tabindex")) place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
