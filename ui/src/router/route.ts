/**
 * Where the window is, in the hash: `#/leads/mine`, `#/lead/0a1b`. A handful of places needs no router
 * of its own; the host's address stays what it is.
 */
import { useSyncExternalStore } from "react";

export const DESKS = ["capture", "leads", "day", "evening", "hq", "sync", "lists", "booth", "reports", "book", "fair"] as const;
export type Desk = (typeof DESKS)[number];

export interface Route {
  desk: Desk | "lead";
  /** What follows the desk: a view, a card. */
  rest: string;
}

export function parseRoute(hash: string): Route {
  const [desk = "", ...rest] = hash.replace(/^#\/?/, "").split("/");
  const known = desk === "lead" || (DESKS as readonly string[]).includes(desk);
  return known ? { desk: desk as Route["desk"], rest: decode(rest.join("/")) } : { desk: "capture", rest: "" };
}

const decode = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export function go(desk: Route["desk"], rest = ""): void {
  const hash = `#/${desk}${rest ? `/${encodeURIComponent(rest)}` : ""}`;
  if (window.location.hash !== hash) window.location.hash = hash;
}

const subscribe = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};

export function useRoute(): Route {
  return parseRoute(useSyncExternalStore(subscribe, () => window.location.hash));
}
