/**
 * What the sync line says, and in what colour. It tells the truth also while it cannot know better: an
 * exchange that has only begun says nothing new, and one that has not succeeded for long is not "done".
 */
import type { SyncLineView } from "../host/generated";
import { duration } from "../i18n/duration";
import { failureText } from "../i18n/failure";
import { moment } from "../i18n/format";
import type { Words } from "../ruling/sentence";

/** Exchanges follow each other within seconds; after this many none has succeeded for a reason. */
export const SILENT_AFTER_MS = 120_000;

export type Line = Pick<SyncLineView, "state" | "unsent" | "any" | "lastMs" | "problem" | "pushed" | "pulled">;

/** Where the line stands. A new try after a failure stands where the failure left it, until something moved. */
function standing(view: Line): string {
  if (view.state !== "syncing") return view.state;
  if (view.pushed + view.pulled > 0) return "syncing";
  switch (view.problem) {
    case "":
      return "done";
    case "sync.unreachable":
      return "offline";
    case "sync.not_ours":
      return "notOurs";
    default:
      return "failed";
  }
}

/** `silentMs`: for how long no exchange has ended well while this window watched. */
export function lineTone(view: Line, silentMs = 0): "good" | "warn" | "bad" {
  const state = standing(view);
  if (state === "failed" || state === "notOurs") return "bad";
  return state === "done" && view.unsent === 0 && view.lastMs !== null && silentMs < SILENT_AFTER_MS ? "good" : "warn";
}

export function lineText(view: Line, words: Words, silentMs = 0): string {
  const { t } = words;
  const last = view.lastMs === null ? t("sync.never") : t("sync.last", { at: moment(view.lastMs, words.nowMs, words) });
  const unsent = view.unsent > 0 ? t("sync.unsent", { count: view.unsent }) : t(view.any ? "sync.nothingUnsent" : "sync.nothingYet");
  const after = (head: string) => t("sync.three", { head: unended(head), unsent, last });
  switch (standing(view)) {
    case "syncing":
      return t("sync.syncing", { pushed: view.pushed, pulled: view.pulled });
    // Nothing has been tried since the workspace was opened: what is known is what is unsent.
    case "":
      return t("sync.parts", { head: unsent, tail: last });
    case "done":
      if (silentMs >= SILENT_AFTER_MS) return after(t("sync.silent", { length: duration(silentMs, t, { least: "minute" }) }));
      return t("sync.parts", { head: unsent, tail: last });
    case "notOurs":
      return after(t("sync.notOurs"));
    case "failed":
      return after(failureText({ code: view.problem || "sync.failed", args: {} }, t));
    default:
      return after(t("sync.offline"));
  }
}

/** A sentence that goes on in the line. */
export const unended = (sentence: string) => sentence.replace(/[。.]$/, "");
