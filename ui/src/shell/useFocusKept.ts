/**
 * One rule for the whole window: what has the keyboard's focus may go, and then the focus goes to what is
 * nearest to where it was. A list gives it to the neighbour; a form that closed, to its panel's first
 * control; a screen that went, to the heading of the next. A dialog gives it back to what opened it, and
 * where that went meanwhile, the same rule finds its neighbour.
 */
import { useEffect } from "react";

import { isReachable, isUnclaimed, reachableIn, toHeading } from "../design/focus";

/** An element in which the focus was, and its place among its siblings. */
interface Step {
  element: Element;
  index: number;
}

const OVER_THE_WINDOW = '[role="dialog"], [role="alertdialog"], [role="listbox"]:not([data-inline])';

/** From what has the focus outwards. */
function wayOut(from: Element): Step[] {
  const steps: Step[] = [];
  for (let element: Element | null = from; element && element !== document.body; element = element.parentElement) {
    steps.push({ element, index: [...(element.parentElement?.children ?? [])].indexOf(element) });
  }
  return steps;
}

/** The nearest place that still stands around where the focus was, and in it what took the place or stands beside it. */
function nearest(way: readonly Step[]): HTMLElement | undefined {
  const main = document.querySelector("main");
  for (const [depth, { element }] of way.entries()) {
    if (depth === 0 || !element.isConnected) continue;
    if (!main?.contains(element) || element === main) return undefined;
    const children = [...element.children];
    const lost = way[depth - 1]?.index ?? 0;
    const near = [...children.slice(lost), ...children.slice(0, lost).reverse()];
    for (const child of near) {
      const found = reachableIn(child);
      if (found) return found;
    }
  }
  return undefined;
}

function keepFocus(): () => void {
  let way: Step[] = [];
  let asked = 0;
  const look = () => {
    asked = 0;
    const now = document.activeElement;
    if (now !== null && now !== document.body && now !== document.documentElement) return;
    if (document.querySelector(OVER_THE_WINDOW)) return;
    const last = way[0]?.element;
    if (!last) return;
    if (isReachable(last)) return last.focus();
    const next = nearest(way);
    if (next) next.focus();
    else toHeading(document.querySelector("main"));
  };
  // Screens that know better where it should go say so within a frame, and dialogs give it back in one.
  const soon = () => {
    asked ||= requestAnimationFrame(() => requestAnimationFrame(look));
  };
  const taken = ({ target }: FocusEvent) => {
    if (target instanceof Element && target.closest("#root")) way = wayOut(target);
  };
  // Whoever points at an empty place lets go of it himself.
  const pointed = () => setTimeout(() => isUnclaimed() && (way = []));
  const changes = new MutationObserver(soon);
  changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled", "hidden"] });
  document.addEventListener("focusin", taken);
  document.addEventListener("pointerdown", pointed);
  return () => {
    changes.disconnect();
    cancelAnimationFrame(asked);
    document.removeEventListener("focusin", taken);
    document.removeEventListener("pointerdown", pointed);
  };
}

export function useFocusKept(): void {
  useEffect(keepFocus, []);
}
