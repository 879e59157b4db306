import type { RulingCardView } from "../host/generated";
import { interval, moment } from "../i18n/format";
import { safeText } from "../text/safe";
import type { Words } from "./sentence";

/** How well a signing time is proven, in words (DUP-06). */
export function proofText(card: RulingCardView, words: Words): string {
  const { t } = words;
  const at = (ms: number) => moment(ms, words.nowMs, words);
  const kind = t(`proof.${card.proof}`);
  const off = Math.abs(card.claimedMs - card.atMs) >= 60_000;
  const clock = card.contradicted ? "proof.contradicted" : "proof.corrected";
  const corrected = off || card.contradicted ? t(clock, { claimed: at(card.claimedMs) }) : "";
  return [kind, proven(card, words), seenBy(card, words), corrected].filter(Boolean).join(t("proof.joint"));
}

/** Who saw it. Who judges it must know whose word it rests on. */
function seenBy({ seenBy: names }: RulingCardView, { t, language }: Words): string {
  if (names.length === 0) return "";
  const list = new Intl.ListFormat(language, { type: "conjunction" }).format(names.map((name) => safeText(name)));
  return t("proof.seenBy", { names: list, count: names.length });
}

/** What witnesses prove: not before, not after, or both. */
function proven({ notBeforeMs: from, notAfterMs: to }: RulingCardView, words: Words): string {
  const { t, nowMs } = words;
  if (from !== null && to !== null) {
    const ends = interval(from, to, nowMs, words);
    return ends.from === ends.to ? t("proof.exact", { at: ends.to }) : t("proof.between", ends);
  }
  if (from !== null) return t("proof.after", { from: moment(from, nowMs, words) });
  return to === null ? t("proof.none") : t("proof.before", { to: moment(to, nowMs, words) });
}
