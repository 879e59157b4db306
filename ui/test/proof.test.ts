import { beforeEach, describe, expect, test } from "vitest";

import type { RulingCardView } from "../src/host/generated";
import { i18n, showIn, type Language } from "../src/i18n";
import { proofText } from "../src/ruling/proof";

const at = (clock: string) => Date.parse(`2026-03-12T${clock}+08:00`);

function said(from: string | null, to: string | null, seenBy: string[] = []): string {
  const card = {
    proof: "anchored",
    atMs: at("17:30:12"),
    claimedMs: at("17:30:12"),
    notBeforeMs: from === null ? null : at(from),
    notAfterMs: to === null ? null : at(to),
    seenBy,
    contradicted: false,
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
  test("who saw it is named", () => {
    expect(said("10:41:00", "10:45:00", ["李强", "林国栋"])).toContain(["李强和林国栋看到过", "seen by 李强 and 林国栋"][one]);
    expect(said("10:41:00", "10:45:00")).not.toContain(["看到过", "seen by"][one]);
  });
  check("nobody saw it", null, null, "还没有旁证", "no witness yet");
});
