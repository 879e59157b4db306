import { beforeEach, describe, expect, test } from "vitest";

import type { ReasonView, RulingView } from "../src/host/generated";
import { i18n, showIn } from "../src/i18n";
import { nameless } from "../src/ruling/nameless";
import { clause, rulingSentence, type Words } from "../src/ruling/sentence";

const at = (clock: string) => Date.parse(`2026-03-12T${clock}:00+08:00`);
const words = (): Words => ({ t: i18n.t, language: i18n.language, zone: "Asia/Shanghai", nowMs: at("21:00") });
const reason = (rule: string, key: string, args: ReasonView["args"] = {}): ReasonView => ({ rule, key, args });

const first = reason("DUP-01", "first_signature", { by: "李强", atMs: at("10:42"), nextBy: "王芳", nextMinutes: 16 });
const assigned = reason("OWN-05", "assigned", { by: "林国栋", to: "李强", toPool: false, atMs: at("20:30"), reason: "" });

function ruling(owner: string, ownerName: string, reasons: ReasonView[]): RulingView {
  return {
    customer: "c",
    effective: "a",
    undecided: false,
    owner,
    ownerName,
    proposal: null,
    proposalName: "",
    authority: "linguodong",
    authorityName: "林国栋",
    helpers: [],
    helperNames: [],
    credit: null,
    creditName: "",
    territory: "in",
    state: "provisional",
    finalMs: null,
    rosterComplete: false,
    rules: [],
    reasons,
    turns: [],
    alerts: {},
    cards: [],
    case: null,
    rulesVersion: 1,
    registeredRules: null,
    hash: "",
  };
}

describe("in Chinese", () => {
  beforeEach(() => showIn("zh-CN"));

  test("a ruling is one sentence with the rules and the company's phrases", () => {
    expect(rulingSentence(ruling("liqiang", "李强", [first, assigned]), words())).toBe(
      "归李强：李强 10:42 签字，比王芳早 16 分钟（DUP-01「重卡以第一次签字时间为准」）；林国栋 20:30 分配给李强（OWN-05「由參展主管組織討論并分配至各業務員跟蹤」）。",
    );
  });

  test("an out-of-territory lead waits for headquarters", () => {
    const said = rulingSentence(ruling("COMPANY", "", [reason("DUP-01", "first_signature", { by: "王芳", atMs: at("14:02") }), reason("OWN-04", "waits_for_headquarters")]), words());
    expect(said).toContain("暂归公司");
    expect(said).toContain("等总部统一分配（OWN-04「統一由公司分配」）");
  });

  test("where signatures tie, the tie is said and not who was first", () => {
    const tie = reason("DUP-07", "tie", { by: "李强", step: "lot" });
    const said = rulingSentence(ruling("POOL:south", "华南", [first, tie, reason("OWN-05", "waits_for", { authority: "林国栋", hq: false })]), words());
    expect(said).toContain("签字时间并列");
    expect(said).not.toContain("早 16 分钟");
  });

  test("a late card says when it was due and when it came", () => {
    const late = reason("OWN-08", "card_out", { by: "王芳", why: "late", deadlineMs: at("19:00"), cameMs: at("19:42") });
    expect(clause(late, words())).toBe("王芳的卡应在 19:00 前上交，19:42 才收到，不参加排序");
    expect(clause(reason("OWN-08", "card_out", { ...late.args, cameMs: null }), words())).toContain("至今没有收到");
  });
});

describe("in English", () => {
  beforeEach(() => showIn("en"));

  test("the same ruling reads the same", () => {
    expect(rulingSentence(ruling("liqiang", "Li Qiang", [first, assigned]), words())).toBe(
      "Li Qiang’s: 李强 signed at 10:42, 16 minutes before 王芳 (DUP-01, 「重卡以第一次签字时间为准」); assigned to 李强 by 林国栋 at 20:30 (OWN-05, 「由參展主管組織討論并分配至各業務員跟蹤」).",
    );
  });

  test("one minute is one minute", () => {
    expect(clause(reason("DUP-01", "first_signature", { ...first.args, nextMinutes: 1 }), words())).toContain("1 minute before");
  });

  test("hours are not counted in minutes", () => {
    expect(clause(reason("DUP-01", "first_signature", { ...first.args, nextMinutes: 479 }), words())).toContain("7 h 59 min before");
  });

  test("helpers are listed as people list them", () => {
    expect(clause(reason("DUP-03", "helpers", { who: "王芳、孙伟", whom: "李强" }), words())).toBe("王芳, 孙伟 must help 李强");
  });
});

describe("whatever arrives", () => {
  const KEYS = [
    "first_signature", "clock_corrected", "not_proven", "tie", "card_out", "no_live_card", "helpers", "credit", "territory",
    "sites_contradict", "waits_for_headquarters", "waits_for", "proposed", "mentor", "equal_share", "assigned", "void_act", "owner_stays", "draft",
  ];
  const TURNS = ["earlier_signature", "excused_lateness", "assignment", "tie_ruling"];

  test.each(["zh-CN", "en"] as const)("in %s every reason has words, also without arguments", async (language) => {
    await showIn(language);
    for (const key of KEYS) {
      const said = clause(reason("DUP-01", key), words());
      expect(said).not.toMatch(/reason\.|\{\{|undefined|null/);
      expect(said.length).toBeGreaterThan(2);
    }
    for (const key of TURNS) {
      expect(clause(reason("DUP-01", key), words(), "turn")).not.toMatch(/turn\.|\{\{|undefined|null/);
    }
  });

  test.each(["withdrawn", "after_revocation", "leaver", "unattended", "same_signer", "late", "something_new"])("a card out because %s", async (why) => {
    await showIn("en");
    expect(clause(reason("OWN-08", "card_out", { by: "王芳", why }), words())).not.toMatch(/card_out|\{\{/);
  });

  test("a reason of a newer version names its rule", () => {
    expect(clause(reason("OWN-12", "reopened"), words())).toContain("OWN-12");
  });

  test("markup and directional overrides in a name stay harmless", async () => {
    await showIn("zh-CN");
    const said = clause(reason("DUP-10", "credit", { person: "<img src=x>\u202eevil" }), words());
    expect(said).toContain("<img src=x>[U+202E]evil");
  });
});

test("a card without a name says why: erased, not for this person, or left open", () => {
  showIn("zh-CN");
  const said = (text: string) => i18n.t(nameless({ text }));
  expect([said("erased"), said("hidden"), said("known")]).toEqual(["（个人资料已清除）", "（无权查看）", "客户名称不详"]);
});
