import type { RulingCardView } from "../host/generated";
import { moment } from "../i18n/format";
import type { Words } from "./sentence";

/** How well a signing time is proven, in words (DUP-06). */
export function proofText(card: RulingCardView, words: Words): string {
  const { t } = words;
  const at = (ms: number) => moment(ms, words.nowMs, words);
  const { notBeforeMs: from, notAfterMs: to } = card;
  const interval =
    from !== null && to !== null
      ? t("proof.between", { from: at(from), to: at(to) })
      : from !== null
        ? t("proof.after", { from: at(from) })
        : to !== null
          ? t("proof.before", { to: at(to) })
          : t("proof.none");
  const kind = t(`proof.${card.proof}`);
  const off = Math.abs(card.claimedMs - card.atMs) >= 60_000;
  const corrected = off ? t("proof.corrected", { claimed: at(card.claimedMs) }) : "";
  return [kind, interval, corrected].filter(Boolean).join(t("proof.joint"));
}
