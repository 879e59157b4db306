import type { SyncLineView, SyncPageView } from "../host/generated";

/** Why something is unsent, as a key of the language files. */
export function why(page: Pick<SyncPageView, "unsent">, line: Pick<SyncLineView, "state"> | undefined): string {
  if (page.unsent === 0) return "nothing";
  switch (line?.state) {
    case "syncing":
      return "syncing";
    case "notOurs":
      return "notOurs";
    case "failed":
      return "failed";
    case "done":
      return "next";
    default:
      return "offline";
  }
}
