import type { RulingCardView, WitnessesView } from "../host/generated";
import { interval, moment, together } from "../i18n/format";
import { inSentence } from "../text/safe";
import type { Words } from "./sentence";

/** When a card was signed and who proves it, in one sentence (DUP-06); then how much that is worth, and what was wrong with the clock. */
export function proofText(card: RulingCardView, loose: Words): string {
  const words = together([card.atMs, card.notBeforeMs, card.notAfterMs, ...(isOff(card) ? [card.claimedMs] : [])], loose);
  const { t } = words;
  return [sentence(card, words), t(worth(card)), clock(card, words)].filter(Boolean).join(t("proof.joint"));
}

/** Longer than this, and nobody sees by the ends alone why the time between them is known. */
const LONG_MS = 60 * 60_000;

/** How much it is worth; of a time that is known exactly between ends that lie far apart, also why. */
function worth({ proof, notBeforeMs: from, notAfterMs: to }: RulingCardView): string {
  const far = from !== null && (to === null || to - from > LONG_MS);
  return proof === "anchored" && far ? "proof.anchoredFar" : `proof.${proof}`;
}

function sentence(card: RulingCardView, words: Words): string {
  const { t } = words;
  // Seen, but nobody knows yet what the clocks of those who saw it are worth.
  const seen = card.notAfterMs === null ? named(card.seenBy, words) : "";
  const args = { at: moment(card.atMs, words.nowMs, words), proven: proven(card, words), by: seen || named(card.provenBy, words) };
  if (args.by === "") return t("proof.alone", args);
  return t(seen ? "proof.unsure" : "proof.sentence", args);
}

/** Witnesses by name. Who judges it must know whose word it rests on, and who competes for the customer. */
function named({ colleagues, inCharge, headquarters, server }: WitnessesView, { t, language }: Words): string {
  const list = (names: readonly string[]) =>
    new Intl.ListFormat(language, { type: "conjunction", style: "narrow" }).format(names.map((name) => inSentence(name, 40)));
  const count = colleagues.length;
  const many = t(`proof.number.${count}`, { defaultValue: String(count) });
  const by = [
    count > 0 ? t("proof.colleagues", { count, many, names: list(colleagues) }) : "",
    inCharge.length > 0 ? t("proof.inCharge", { names: list(inCharge) }) : "",
    headquarters.length > 0 ? t("proof.headquarters", { names: list(headquarters) }) : "",
    server ? t("proof.server") : "",
  ];
  return new Intl.ListFormat(language, { type: "conjunction" }).format(by.filter(Boolean));
}

/** What witnesses prove: not before, not after, or both. */
function proven({ notBeforeMs: from, notAfterMs: to }: RulingCardView, words: Words): string {
  const { t, nowMs } = words;
  if (from !== null && to !== null) {
    // Proofs that contradict each other are no interval.
    if (from > to) return t("proof.torn");
    const ends = interval(from, to, nowMs, words);
    return ends.from === ends.to ? t("proof.exact", { at: ends.to }) : t("proof.between", ends);
  }
  if (from !== null) return t("proof.after", { from: moment(from, nowMs, words) });
  return to === null ? t("proof.none") : t("proof.before", { to: moment(to, nowMs, words) });
}

/** What the laptop's clock showed, where that was wrong. */
function clock(card: RulingCardView, words: Words): string {
  const claimed = moment(card.claimedMs, words.nowMs, words);
  if (card.contradicted) return words.t("proof.contradicted", { claimed });
  return isOff(card) ? words.t("proof.corrected", { claimed }) : "";
}

const isOff = ({ claimedMs, atMs, contradicted }: RulingCardView) => contradicted || Math.abs(claimedMs - atMs) >= 60_000;
