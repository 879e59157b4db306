import { beforeEach, describe, expect, test } from "vitest";

import type { RulingCardView } from "../src/host/generated";
import { i18n, showIn, type Language } from "../src/i18n";
import { proofText } from "../src/ruling/proof";

const at = (clock: string) => Date.parse(`2026-03-12T${clock}+08:00`);

const NOBODY = { colleagues: [], inCharge: [], headquarters: [], server: false };

/** Names of colleagues, and whoever else. */
const by = (colleagues: string[], others: object = {}) => ({ ...NOBODY, colleagues, ...others });

function said(from: string | null, to: string | null, seen: Partial<RulingCardView> = {}): string {
  const card = {
    proof: "anchored",
    atMs: at("17:30:12"),
    claimedMs: at("17:30:12"),
    notBeforeMs: from === null ? null : at(from),
    notAfterMs: to === null ? null : at(to),
    provenBy: NOBODY,
    seenBy: NOBODY,
    contradicted: false,
    ...seen,
  };
  return proofText(card as RulingCardView, { t: i18n.t, language: i18n.language, zone: "Asia/Shanghai", nowMs: at("20:00:00") });
}

describe.each<[Language, number]>([["zh-CN", 0], ["en", 1]])("what is proven, in %s", (language, one) => {
  beforeEach(() => showIn(language));

  const check = (what: string, from: string | null, to: string | null, ...parts: [zh: string, en: string]) =>
    test(what, () => expect(said(from, to)).toContain(parts[one]));

  check("two minutes are said in minutes", "09:30:50", "09:31:10", "可证在 09:30 与 09:31 之间", "proven between 09:30 and 09:31");
  check("one minute is said in seconds", "17:30:05", "17:30:48", "可证在 17:30:05 与 17:30:48 之间", "proven between 17:30:05 and 17:30:48");
  check("one second is one time", "17:30:12.100", "17:30:12.900", "证实于 17:30:12", "proven at 17:30:12");
  check("a lower end alone", "09:30:00", null, "可证不早于 09:30", "proven not before 09:30");
  check("an upper end alone", null, "18:05:00", "可证不晚于 18:05", "proven not after 18:05");
  test("who proves it is counted and named, in one sentence", () => {
    const seen = { atMs: at("10:42:00"), claimedMs: at("10:42:00"), provenBy: by(["王芳", "李强", "周敏"]) };
    expect(said("10:41:00", "10:45:00", seen)).toBe(
      [
        "10:42 签字，3 位同事（王芳、李强、周敏）作证，可证在 10:41 与 10:45 之间；时间可靠",
        "signed at 10:42, proven between 10:41 and 10:45 by three colleagues (王芳, 李强, 周敏); time well proven",
      ][one],
    );
    expect(said("10:41:00", "10:45:00", { ...seen, provenBy: by(["李强"], { inCharge: ["林国栋"], headquarters: ["郑华"], server: true }) })).toContain(
      ["1 位同事（李强）、主管林国栋、总部郑华和公司服务器作证", "by one colleague (李强), 林国栋 (in charge), 郑华 (headquarters), and the company’s server"][one],
    );
    expect(said("10:41:00", "10:45:00")).not.toContain(["作证", " by "][one]);
  });
  test("where the ends lie far apart it says why the time between them is known", () => {
    expect(said("08:00:00", "10:45:00")).toContain(["其间电脑没有重启过，计时连续，时间可靠", "the laptop was not restarted in between and its timer ran on"][one]);
    expect(said("08:00:00", "10:45:00", { proof: "wide" })).not.toContain(["重启", "restarted"][one]);
  });
  test("who saw it too, but later, is not named as proof", () => {
    const later = said("10:41:00", "10:45:00", { provenBy: by([], { inCharge: ["林国栋"] }), seenBy: by(["李强"], { inCharge: ["林国栋"] }) });
    expect(later).toContain(["主管林国栋作证", "by 林国栋 (in charge)"][one]);
    expect(later).not.toContain("李强");
  });
  test("who saw it proves nothing as long as nobody knows his clock", () => {
    expect(said("10:41:00", null, { seenBy: by(["李强"]) })).toContain(["看到过", "seen by one colleague (李强)"][one]);
  });
  test("proofs that contradict each other are said to do so", () => {
    const torn = said("10:45:00", "10:41:00", { provenBy: by(["李强"]), proof: "wide", contradicted: true });
    expect(torn).toContain(["互相矛盾", "contradicts itself"][one]);
    expect(torn).toContain(["由人来定", "a person decides"][one]);
  });
  test("a clock that was wrong is said to have been corrected", () => {
    expect(said("09:00:00", "18:00:00", { claimedMs: at("03:00:00"), provenBy: by([], { server: true }) })).toContain(["03:00，已校正", "03:00; corrected"][one]);
  });
  test("an interval over night has the day at both ends", () => {
    const over = said("09:30:00", "09:30:00", { notBeforeMs: at("09:30:00") - 86_400_000, notAfterMs: at("08:30:00") });
    expect(over).toContain(["可证在 3月11日 09:30 与 3月12日 08:30 之间", "proven between Mar 11 09:30 and Mar 12 08:30"][one]);
  });
  check("nobody saw it", null, null, "还没有旁证", "no witness yet");
});
