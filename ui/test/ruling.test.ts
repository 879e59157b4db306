import { beforeEach, describe, expect, test } from "vitest";

import type { ReasonView, RulingView } from "../src/host/generated";
import { i18n, showIn } from "../src/i18n";
import { nameless } from "../src/ruling/nameless";
import { leadName, namelessRow } from "../src/leads/name";
import { clause, phraseOf, rulingSentence, type Words } from "../src/ruling/sentence";

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
      "归李强：李强 10:42 签字，比王芳早 16 分钟（DUP-01 公司制度原文「重卡以第一次签字时间为准」）；林国栋 20:30 分配给李强（OWN-05 公司制度原文「由參展主管組織討論并分配至各業務員跟蹤」）。",
    );
  });

  test("an out-of-territory lead waits for headquarters", () => {
    const said = rulingSentence(ruling("COMPANY", "", [reason("DUP-01", "first_signature", { by: "王芳", atMs: at("14:02") }), reason("OWN-04", "waits_for_headquarters")]), words());
    expect(said).toContain("暂归公司");
    expect(said).toContain("等总部统一分配（OWN-04 公司制度原文「統一由公司分配」）");
  });

  test("where signatures tie, the tie is said and not who was first", () => {
    const tie = reason("DUP-07", "tie", { by: "李强", step: "lot" });
    const said = rulingSentence(ruling("POOL:south", "华南", [first, tie, reason("OWN-05", "waits_for", { authority: "林国栋", hq: false })]), words());
    expect(said).toContain("签字时间并列");
    expect(said).not.toContain("早 16 分钟");
  });

  test("what would be void is said to have been adopted, where it is the card that counts", () => {
    const adopted = reason("SYN-04", "adopted", { card: "a", author: "李强", revokedMs: at("09:00"), by: "郑华", atMs: at("18:05"), reason: "本人电话确认" });
    const said = rulingSentence(ruling("liqiang", "李强", [first, adopted, assigned]), words());
    expect(said).toContain("李强的电脑 09:00 被注销，这张卡是之后签的；郑华 18:05 采纳（本人电话确认），签字时间按证据不足计（SYN-04");
    const helpers = { ...adopted, args: { ...adopted.args, card: "b" } };
    expect(rulingSentence(ruling("liqiang", "李强", [first, helpers, assigned]), words())).not.toContain("采纳");
  });

  test("a late card says when it was due and when it came", () => {
    const late = reason("OWN-08", "card_out", { by: "王芳", why: "late", deadlineMs: at("19:00"), cameMs: at("19:42") });
    expect(clause(late, words())).toBe("王芳的卡应在 19:00 前上交，19:42 才收到，不和别人的卡比先后");
    expect(clause(reason("OWN-08", "card_out", { ...late.args, cameMs: null }), words())).toContain("至今没有收到");
  });
});

describe("times of one sentence", () => {
  beforeEach(() => showIn("zh-CN"));
  const nextMorning = at("08:30") + 86_400_000;
  const onThe13th = (): Words => ({ ...words(), nowMs: nextMorning + 3_600_000 });

  test("all have their day as soon as one is not of today", () => {
    const late = reason("OWN-08", "card_out", { by: "李强", why: "late", deadlineMs: at("19:00"), cameMs: nextMorning });
    expect(clause(late, onThe13th())).toBe("李强的卡应在 3月12日 19:00 前上交，3月13日 08:30 才收到，不和别人的卡比先后");
  });

  test("also where each is in a clause of its own", () => {
    const today = { ...assigned, args: { ...assigned.args, atMs: nextMorning } };
    const said = rulingSentence(ruling("liqiang", "李强", [first, today]), onThe13th());
    expect(said).toContain("李强 3月12日 10:42 签字");
    expect(said).toContain("林国栋 3月13日 08:30 分配给李强");
  });
});

describe("a row without a customer's name", () => {
  beforeEach(() => showIn("zh-CN"));
  const row = { company: "", person: "", phone: "", draft: false, erased: false, signer: "李强" };

  test("says that it was erased, that nobody wrote it, or that it is not for this person", () => {
    expect(namelessRow({ ...row, erased: true }, i18n.t)).toBe("（个人资料已清除）");
    expect(namelessRow({ ...row, draft: true }, i18n.t)).toBe("客户名称不详");
    expect(namelessRow({ ...row, person: "郭晓东" }, i18n.t)).toBe("客户名称不详");
    expect(namelessRow(row, i18n.t)).toContain("您现在无权查看");
    expect(leadName({ ...row, erased: true }, i18n.t)).toBe("（个人资料已清除）");
  });
});

describe("the true reason", () => {
  beforeEach(() => showIn("zh-CN"));

  test("whoever helps without a second card is told so, and nothing of duplicates", () => {
    const helpers = reason("DUP-03", "helpers", { who: "王芳", whom: "沈晓", alone: true });
    expect(clause(helpers, words())).toBe("王芳见过这位客户，有义务协助现在负责的沈晓");
    expect(phraseOf(helpers, words())).toBe("");
    expect(phraseOf({ ...helpers, args: { who: "王芳", whom: "李强" } }, words())).toContain("重卡者");
  });

  test("a place on a card that counts for nothing is no unknown place", () => {
    const territory = reason("OWN-01", "territory", { territory: "unknown", site: "", home: "", fair: "" });
    expect(clause(territory, words())).toContain("客户所在地不明");
    const noCard = { ...territory, args: { ...territory.args, noCard: true } };
    expect(clause(noCard, words())).toBe("没有一张卡算数，卡上写的所在地也就不算，按辖区外处理");
  });

  test("an excuse says who gives it, and where", () => {
    const excused = reason("OWN-08", "excused_lateness", { by: "李强" });
    expect(clause(excused, words(), "turn")).toContain("由参展主管在这张卡的页面上签字证明");
  });
});

describe("in English", () => {
  beforeEach(() => showIn("en"));

  test("the same ruling reads the same", () => {
    expect(rulingSentence(ruling("liqiang", "Li Qiang", [first, assigned]), words())).toBe(
      "Li Qiang’s: 李强 signed at 10:42, 16 minutes before 王芳 (DUP-01, the company’s rules: 「重卡以第一次签字时间为准」); assigned to 李强 by 林国栋 at 20:30 (OWN-05, the company’s rules: 「由參展主管組織討論并分配至各業務員跟蹤」).",
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

describe("who says what", () => {
  test.each([
    ["signed_at", "李强", "按李强所见的电脑时钟，王芳的卡签于 11:30，与其他证据不符"],
    ["not_before", "林国栋", "林国栋称 11:30 看到王芳的记录里还没有这张卡，与其他证据不符"],
    ["not_after", "", "公司服务器称 11:30 已看到王芳的这张卡，与其他证据不符"],
    ["elsewhere", "林国栋", "林国栋 11:30 看到王芳的电脑用的是另一份记录，当时没有出示这张卡"],
  ])("whose word does not fit is named: %s", async (says, giver, sentence) => {
    await showIn("zh-CN");
    const args = { by: "王芳", ...(giver ? { giver } : {}), says, atMs: at("11:30") };
    expect(clause(reason("DUP-06", "disputed", args), words())).toBe(sentence);
  });
});

describe("whatever arrives", () => {
  const KEYS = [
    "first_signature", "clock_corrected", "not_proven", "disputed", "tie", "card_out", "no_live_card", "helpers", "credit", "territory",
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
