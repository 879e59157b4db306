/** What the fake host remembers: cards, and just enough of the rules to show every screen. */
import { emptyCard } from "../../capture/card";
import type { CardInput } from "../generated";
import { DAY, TEAM, at, nameOf } from "./cast";

export interface FakeCard {
  id: string;
  input: CardInput;
  signer: string;
  register: number;
  signedMs: number;
  claimedMs: number;
  draft: boolean;
  heldBy: "here" | "supervisor" | "hq";
  judgement: string;
  countersigned: boolean;
  withdrawn: boolean;
  erased?: { atMs: number; by: string; reason: string };
  assigned?: { to: string; by: string; atMs: number; reason: string };
  log: { atMs: number; by: string; key: string; args: Record<string, string | boolean>; text: string }[];
}

type Seed = [signer: string, clock: string, company: string, person: string, phone: string, site: string, matter: string, extra?: Partial<FakeCard> & { source?: string; usage?: string }];

const SEEDS: readonly Seed[] = [
  ["liqiang", "10:42", "东莞华晟电子有限公司", "张伟", "13800138001", "广东东莞", "询价 EL-200", { usage: "36" }],
  ["wangfang", "10:58", "东莞市华晟电子有限公司", "刘洁", "13800138002", "广东东莞", "询价 EL-200"],
  ["wangfang", "11:20", "深圳市前海海风智能科技控股集团有限公司", "欧阳晓慧", "0755-83320001", "深圳南山", "自动光学检测整线方案,要样机两周试用,年底前定标", { usage: "80", source: "self_filled" }],
  ["chenjing", "11:31", "苏州恒越精密", "陆建明", "13911112222", "江苏苏州", "代理条件", { source: "business_card" }],
  ["zhoumin", "13:05", "广州南方仪表厂", "何志强", "020-88776655", "广州", "换型号", { usage: "12.5" }],
  ["sunwei", "13:40", "惠州立讯连接器", "吴敏", "13700001111", "惠州", "连接器报价", { source: "business_card" }],
  ["wangfang", "14:02", "武汉光谷半导体", "郭凯", "13900003333", "湖北武汉", "技术资料"],
  ["wangfang", "14:30", "<b>Müller & Söhne GmbH</b>", "A. \u202eneztuK", "+49 89 1234", "", "Distribution in Bayern"],
  ["liqiang", "14:31", "厦门鹭岛光电", "林晓东", "13600002222", "福建厦门", "询价 EL-200"],
  ["zhoumin", "14:52", "深圳海风科技有限公司", "唐婷", "13512340000", "深圳", "询价 EL-330"],
];

export class World {
  cards: FakeCard[];
  sealedMs: number | null = null;
  seen = false;
  letGo: "asked" | "putOff" | null = "asked";
  statedMs: number | null = null;
  listening = false;
  unfinished: CardInput | null = null;
  parted = new Set<string>();
  nowMs: number;

  constructor(
    readonly me: string,
    clock = "15:10",
  ) {
    this.nowMs = at(clock);
    this.cards = [...SEEDS.map((seed, index) => planted(seed, index)), ...many()];
  }

  /** A moment passes with every act, so that the order of acts shows. */
  tick(): number {
    this.nowMs += 20_000;
    return this.nowMs;
  }

  find(id: string): FakeCard | undefined {
    return this.cards.find((card) => card.id === id);
  }

  sameCustomer(card: FakeCard): FakeCard[] {
    if (card.id.startsWith("older")) return [card];
    const key = identity(card.input.company);
    const same = this.cards.filter((one) => !one.draft && !one.id.startsWith("older") && identity(one.input.company) === key && key !== "");
    return (same.includes(card) ? same : [card, ...same]).sort((a, b) => a.signedMs - b.signedMs);
  }

  today(): FakeCard[] {
    return this.cards.filter((card) => card.signedMs >= at("00:00") && card.id.length < 6);
  }
}

export function identity(company: string): string {
  return company.replace(/有限公司|市|省|\s/g, "");
}

export function newCard(id: string, input: CardInput, signer: string, signedMs: number): FakeCard {
  return {
    id,
    input: { ...input, card: id },
    signer,
    register: 0,
    signedMs,
    claimedMs: signedMs,
    draft: false,
    heldBy: "here",
    judgement: "",
    countersigned: false,
    withdrawn: false,
    log: [],
  };
}

function planted([signer, clock, company, person, phone, site, matter, extra]: Seed, index: number): FakeCard {
  const input = { ...emptyCard("F1", extra?.source ?? "conversation"), company, person, phone, site, matter, usage: extra?.usage ?? "" };
  const card = { ...newCard(`c${index + 1}`, input, signer, at(clock)), ...extra };
  card.register = SEEDS.slice(0, index + 1).filter(([by]) => by === signer).length;
  if (signer === "liqiang") card.claimedMs = card.signedMs - 3 * 60_000;
  card.log = [{ atMs: card.signedMs, by: nameOf(signer), key: "signed", args: { source: input.source, register: String(card.register) }, text: "" }];
  return card;
}

/** Enough older leads to see whether lists stay quick. */
function many(): FakeCard[] {
  const kinds = ["电子", "光电", "精密", "智能科技", "仪表", "半导体"];
  const places = ["深圳", "东莞", "佛山", "中山", "珠海", "南宁", "海口"];
  return Array.from({ length: 2400 }, (_, index) => {
    const place = places[index % places.length] ?? "";
    const signer = TEAM[index % TEAM.length] ?? "wangfang";
    const input = {
      ...emptyCard("F0"),
      company: `${place}${"宏达华盛启明远航"[index % 8]}${"兴泰昌隆瑞丰"[index % 6]}${kinds[index % kinds.length]}${index}有限公司`,
      person: `${"赵钱孙李周吴郑王"[index % 8]}${"建国志强晓梅海燕"[(index * 3) % 8]}`,
      phone: `138${String(10_000_000 + index * 37)}`,
      site: `广东${place}`,
      matter: "询价",
    };
    const card = newCard(`older${index}`, input, signer, at("10:00", "2025-11-05") + index * 61_000);
    const assignedMs = card.signedMs + 9 * 3_600_000;
    return { ...card, register: index + 1, heldBy: "hq" as const, judgement: "ordinary", countersigned: true, assigned: { to: signer, by: "linguodong", atMs: assignedMs, reason: "" } };
  });
}

export { DAY };
