import type { SessionView } from "../host";
import type { Desk } from "../router/route";

const SELLING = ["rep", "group_leader", "regional_manager", "key_account"];

/** The desks that are this person's, in the order of the rail. */
export function desksOf(session: SessionView): Desk[] {
  const captures = session.fairs.some((fair) => fair.mine) || session.roles.some((role) => SELLING.includes(role));
  const desks: (Desk | false)[] = [
    captures && "capture",
    "leads",
    captures && "day",
    (session.fairs.length > 0 || readsRoadshows(session)) && "fair",
    session.fairs.length > 0 && "booth",
    session.eveningDesk && "evening",
    session.hqDesk && "hq",
    "sync",
    "lists",
    (session.fairs.length > 0 || prepares(session)) && "reports",
    session.roles.includes("hq") && "book",
  ];
  return desks.filter((desk) => desk !== false);
}

/** Marketing prepares fairs and sells at none (FAIR-02). */
export const prepares = (session: SessionView) => session.roles.includes("marketing");

/** Marketing holds roadshows; headquarters and the general manager agree to what they cost (FAIR-19). */
export const readsRoadshows = (session: SessionView) => ["marketing", "hq", "executive"].some((role) => session.roles.includes(role));

/** Where the window begins. */
export function firstDesk(session: SessionView): Desk {
  const desks = desksOf(session);
  return desks.includes("capture") ? "capture" : desks.includes("hq") ? "hq" : prepares(session) ? "fair" : "leads";
}
