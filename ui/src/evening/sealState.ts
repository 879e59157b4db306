/** How a day's package stands, in one plain sentence (FAIR-08). Pure. */
import type { Tone } from "../design/parts";
import type { MeetingView } from "../host/generated";
import { moment, together } from "../i18n/format";
import type { Words } from "../ruling/sentence";

export interface SealState {
  tone: Tone;
  text: string;
}

/** Undefined while nothing is sealed. The first package decides whether it was in time; the newest, whether all is sent. */
export function sealState({ seals }: Pick<MeetingView, "seals">, dueMs: number, loose: Words): SealState | undefined {
  const [first, newest] = [seals[0], seals.at(-1)];
  if (!first || !newest) return undefined;
  const words = together([first.atMs, newest.receivedMs], loose);
  const at = moment(newest.atMs, words.nowMs, words);
  if (first.atMs > dueMs) return { tone: "bad", text: words.t("meeting.sealState.late", { at: moment(first.atMs, words.nowMs, words) }) };
  if (newest.receivedMs === null) return { tone: "warn", text: words.t("meeting.sealState.unsent", { at }) };
  const received = moment(newest.receivedMs, words.nowMs, words);
  if (first.receivedMs !== null && first.receivedMs > dueMs) {
    return { tone: "warn", text: words.t("meeting.sealState.sentLate", { at: moment(first.atMs, words.nowMs, words), received: moment(first.receivedMs, words.nowMs, words) }) };
  }
  return { tone: "good", text: words.t("meeting.sealState.sent", { at, received }) };
}

/** Hours, minutes and seconds until then: `2:05:09`; after it, nothing. */
export function left(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (count: number) => String(count).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
