/**
 * How a screen is come to. One that is opened begins at its top; one that is come back to stands as it
 * was left: how far each part was scrolled, and what had the focus. The browser's history says which.
 */
import { useEffect, useLayoutEffect, useRef, type RefObject } from "react";

import { isReachable, isUnclaimed, toHeading } from "../design/focus";
import type { Route } from "../router/route";

interface Left {
  /** How far what was scrolled; by its place in the screen. */
  scrolled: Map<string, number>;
  focused: string | undefined;
}

const left = new Map<string, Left>();
let entries = 0;

export function forgetArrivals(): void {
  left.clear();
}

/** Names the current entry of the history; it keeps its name when one comes back to it. */
function entry(): string {
  const known: unknown = window.history.state?.entry;
  if (typeof known === "string") return known;
  entries += 1;
  const name = `${performance.timeOrigin}/${entries}`;
  window.history.replaceState({ ...window.history.state, entry: name }, "");
  return name;
}

function leftOf(name: string): Left {
  const one = left.get(name) ?? { scrolled: new Map(), focused: undefined };
  left.set(name, one);
  return one;
}

/** Where an element is in the screen: the number of each child on the way to it. */
function pathOf(element: Element, main: Element): string {
  const steps: number[] = [];
  for (let one = element; one !== main && one.parentElement; one = one.parentElement) {
    steps.unshift([...one.parentElement.children].indexOf(one));
  }
  return steps.join("/");
}

function at(path: string, main: Element): Element | undefined {
  let one: Element | undefined = main;
  for (const step of path === "" ? [] : path.split("/")) one = one?.children[Number(step)];
  return one;
}

/** Data may come a moment later; whoever has begun to do something is left alone. */
const PATIENCE_MS = 1_500;
const SIGNS = ["keydown", "pointerdown", "wheel"] as const;

/** Puts a screen to where it was left, as soon as what was there is there again. */
function putBack(main: HTMLElement, { scrolled, focused }: Left): () => void {
  const wanted = new Map(scrolled);
  let open = focused;
  const attempt = () => {
    for (const [path, top] of wanted) {
      const part = at(path, main);
      if (!part || part.scrollHeight - part.clientHeight < top) continue;
      part.scrollTop = top;
      wanted.delete(path);
    }
    const had = open === undefined ? undefined : at(open, main);
    if (had && isReachable(had) && isUnclaimed()) {
      had.focus({ preventScroll: true });
      open = undefined;
    }
    if (wanted.size === 0 && open === undefined) end();
  };
  const changes = new MutationObserver(attempt);
  const timer = setTimeout(end, PATIENCE_MS);
  function end() {
    changes.disconnect();
    clearTimeout(timer);
    for (const sign of SIGNS) window.removeEventListener(sign, end, { capture: true });
  }
  changes.observe(main, { childList: true, subtree: true });
  for (const sign of SIGNS) window.addEventListener(sign, end, { capture: true, passive: true });
  attempt();
  return end;
}

export function useArrival(main: RefObject<HTMLElement | null>, { desk, rest }: Route): void {
  // The history may be a step ahead of the screen: what happens until then is the old screen's.
  const shown = useRef("");
  useLayoutEffect(() => {
    const here = main.current;
    if (!here) return;
    shown.current = entry();
    const known = left.get(shown.current);
    // A copy: what is noted from here on must not change what is put back.
    const before = known && { ...known, scrolled: new Map(known.scrolled) };
    here.scrollTop = 0;
    const now = document.activeElement;
    if (!now?.closest("main :not(h1), nav, [role=dialog], [role=alertdialog]")) toHeading(here);
    return before && putBack(here, before);
  }, [main, desk, rest]);
  useEffect(() => {
    const here = main.current;
    if (!here) return;
    const scrolled = ({ target }: Event) => {
      if (target instanceof Element) leftOf(shown.current).scrolled.set(pathOf(target, here), target.scrollTop);
    };
    const focused = ({ target }: FocusEvent) => {
      // A list finds its row itself: its rows are not the same elements when it is scrolled.
      const noted = target instanceof Element && !target.matches("main, h1, [role=row]");
      leftOf(shown.current).focused = noted ? pathOf(target, here) : undefined;
    };
    here.addEventListener("scroll", scrolled, { capture: true, passive: true });
    here.addEventListener("focusin", focused);
    return () => {
      here.removeEventListener("scroll", scrolled, { capture: true });
      here.removeEventListener("focusin", focused);
    };
  }, [main]);
}
