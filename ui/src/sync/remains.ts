/** What is said of a laptop that is gone, as sentences: the same at headquarters as on its person's new one. */
import type { RemainsView } from "../host";
import { moment } from "../i18n/format";
import type { Words } from "../ruling/sentence";
import { inSentence } from "../text/safe";

/** How many entries are known to be missing, by whoever saw most. */
export function missing(view: RemainsView): number {
  return Math.max(view.gaps, ...view.sightings.map((seen) => seen.unheld), 0);
}

/** What came back, in one sentence. */
export function back(view: RemainsView, words: Words): string {
  const { t } = words;
  if (view.entries === 0) return t("remains.nothing");
  const counts = { cards: t("remains.cards", { count: view.cards }), count: view.entries };
  if (view.wholeUntilMs === null) return t("remains.backWithoutBeginning", counts);
  const at = moment(view.wholeUntilMs, words.nowMs, words);
  return view.later === 0
    ? t("remains.back", { ...counts, at })
    : t("remains.backWithLater", { ...counts, at, later: t("remains.entries", { count: view.later }) });
}

/** What is known to be missing, who saw it, and what would bring it back; nothing where nothing is. */
export function lost(view: RemainsView, words: Words): string[] {
  const { t } = words;
  const count = missing(view);
  if (count === 0) return [t("remains.complete")];
  const cards = view.gapCards > 0 ? t("remains.cardsAmong", { count: view.gapCards }) : "";
  const seen = view.sightings.map((one) => {
    const at = moment(one.atMs, words.nowMs, words);
    return one.by === "" ? t("remains.seenByServer", { at, count: one.unheld }) : t("remains.seenBy", { by: inSentence(one.by, 40), at, count: one.unheld });
  });
  return [t("remains.missing", { count, cards }), ...seen];
}

/** What nobody can know. */
export function unknown(view: RemainsView, words: Words): string {
  const { t } = words;
  if (view.lastSeenMs === null) return t("remains.neverSeen");
  return t("remains.unknown", { at: moment(view.lastSeenMs, words.nowMs, words) });
}

/** What whoever has it can still see. Nobody says that it was wiped. */
export function reach(view: RemainsView, words: Words): string {
  const { t } = words;
  const name = inSentence(view.person, 40);
  if (view.letGoMs !== null) return t("remains.letGo", { at: moment(view.letGoMs, words.nowMs, words), name });
  const at = moment(view.blindMs, words.nowMs, words);
  return t(view.blindMs > words.nowMs ? "remains.reach" : "remains.blind", { at, name });
}
