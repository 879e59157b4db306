import { emptyCard, worthComparing } from "../../capture/card";
import type { EveningCard } from "../generated";
import { DAY, SUPERVISOR, TEAM, ZONE, at, fairs, nameOf, personRows } from "./cast";
import { WORDS } from "./commands";
import type { Answers, FakeState } from "./host";
import { notesOf } from "./notes";
import { report } from "./report";
import { row, ruling, territoryOf } from "./ruling";
import { identity, type FakeCard, type World } from "./world";

export function queries(state: FakeState): Answers {
  const { world } = state;
  const { me } = world;
  const hq = me === "zhenghua";
  return {
    status: () => ({
      state: state.status,
      name: state.status === "none" ? "" : nameOf(me),
      workspaces: [],
      workspace: "",
      byLogin: false,
      language: state.language,
      demo: { passphrase: "fair-2026-demo", nowMs: world.nowMs, stops: ["17:30", "20:00", "morning"], person: state.status === "choose" ? "" : me, people: CHOICE },
    }),
    session: () => ({
      person: me,
      name: nameOf(me),
      roles: personRows(me).find((one) => one.id === me)?.roles ?? [],
      company: "深圳市启明电子有限公司",
      device: `${nameOf(me)}的笔记本`,
      zone: ZONE,
      nowMs: world.nowMs,
      today: DAY,
      fairs: fairs(me),
      eveningDesk: fairs(me).some((fair) => fair.office !== ""),
      hqDesk: hq,
      leaseUntilMs: world.nowMs + 14 * 86_400_000,
      revokedMs: null,
      lockMinutes: 10,
    }),
    capture_view: () => ({
      fair: "F1",
      nextRegister: world.today().filter((card) => card.signer === me && !card.draft).length + 1, laptop: 1,
      matters: ["询价 EL-200", "技术资料", "代理条件"],
      drafts: world.cards.filter((card) => card.draft && card.signer === me).map((card) => card.input),
      unfinished: world.unfinished,
    }),
    report: (input) => report(world, input),
    card_reading: ({ phone, site }) => {
      const { territory } = territoryOf(site);
      const digits = phone.replace(/\D/g, "");
      return {
        phone: digits.length === 11 ? `+86${digits}` : "",
        place: territory === "unknown" ? null : { name: site.slice(0, 4), inTerritory: territory === "in" },
      };
    },
    duplicates: (input) =>
      worthComparing(input)
        ? world.today().filter((card) => !card.draft && alike(card, input.company, input.phone)).slice(0, 5).map((card) => ({
            card: card.id,
            company: card.input.company,
            person: card.input.person,
            erased: false,
            signer: nameOf(card.signer),
            own: card.signer === me,
            minutesBefore: Math.round((world.nowMs - card.signedMs) / 60_000),
            sure: identity(card.input.company) === identity(input.company),
            outcome: identity(card.input.company) !== identity(input.company) ? "somebodyDecides" : card.signer === me ? "yourEarlierCounts" : "theyCountYouHelp",
            owner: "",
          }))
        : [],
    lead_list: ({ view, text, offset, limit, sort }) => {
      const found = world.cards.filter((card) => inView(world, card, view) && has(card, text));
      const page = found.sort(order(sort)).slice(offset, offset + limit);
      return { rows: page.map((card) => row(world, card)), total: Math.min(found.length, 500), capped: found.length > 500 };
    },
    lead_cards: ({ view, text, sort }) => {
      const found = world.cards.filter((card) => inView(world, card, view) && has(card, text));
      return { cards: found.sort(order(sort)).map((card) => card.id), capped: false };
    },
    lead_views: () => [],
    draft: ({ card }) => ({
      card,
      author: nameOf("chenjing"),
      begunMs: at("10:02"),
      savedMs: at("10:04"),
      fields: { ...emptyCard("F1", "business_card"), card, company: "佛山精密模具厂", phone: "13800138009" },
      consent: null,
      erasure: null,
      mayErase: hq,
    }),
    lead: ({ card: id }) => {
      const card = world.find(id) ?? world.cards[0]!;
      const of = ruling(world, card);
      const own = card.signer === me;
      return {
        row: row(world, card),
        erasure: card.erased ? { ...card.erased, reason: hq ? card.erased.reason : "" } : null,
        fields: card.erased ? null : card.input,
        consent: null,
        corrections: [],
        notes: card.erased ? [] : notesOf(world, card),
        class: card.input.usage === "80" ? "a" : "unclassified",
        judgement: card.judgement,
        ruling: of,
        timeline: world.sameCustomer(card).flatMap((one) => one.log).sort((a, b) => a.atMs - b.atMs),
        due: {},
        may: [...(own || of.owner === me ? ["follow_up", "classify"] : []), ...(own && !card.erased ? ["withdraw"] : []), ...(hq && !card.erased ? ["erase"] : []), ...(own && of.helpers.includes(me) && !card.log.some((entry) => entry.key === "notes_opened") ? ["help_note"] : []), ...(of.authority === me || (hq && of.authority === "hq") ? ["assign"] : [])],
      };
    },
    day: ({ day }) => {
      const mine = world.today().filter((card) => card.signer === me);
      const captured = mine.filter((card) => !card.draft && !card.withdrawn);
      return {
        day,
        fair: "F1",
        captured: captured.map((card) => row(world, card)).reverse(),
        drafts: mine.filter((card) => card.draft).map((card) => row(world, card)),
        notHandedIn: captured.filter((card) => card.heldBy === "here").length,
        handInDueMs: at("19:00"),
        handedInMs: world.statedMs,
        handedInReceived: world.statedMs !== null && captured.every((card) => card.heldBy !== "here"),
        changes: world.seen ? [] : changes(world),
      };
    },
    evening: ({ fair, day }) => {
      const cards = day === DAY ? world.today().filter((card) => !card.draft) : [];
      const views = cards.map((card) => eveningCard(world, card));
      return {
        fair,
        day,
        supervisor: me === SUPERVISOR,
        handIns: TEAM.map((person, index) => ({
          person,
          name: nameOf(person),
          cards: cards.filter((card) => card.signer === person).length,
          drafts: index === 2 ? 1 : 0,
          paper: index,
          fromPaper: index,
          unsigned: index === 2 ? [{ card: "draft-1", name: "佛山精密模具厂" }] : [],
          statedMs: index < 3 ? at(`18:${index}5`) : null,
          receivedMs: index < 4 ? at(`18:${index}3`) : null,
          status: index < 3 ? "in_time" : "open",
          late: index === 3,
          gaps: 0,
        })),
        duplicates: views.filter((view) => view.ruling.cards.length > 1),
        cards: views,
        pairs: pairs(world),
      cases: [],
        people: personRows(me),
        unevaluated: cards.filter((card) => card.judgement === "").length,
        dense: [],
        uncountersigned: cards.filter((card) => !card.countersigned).length,
        sealedMs: world.sealedMs,
        sealDueMs: Date.parse("2026-03-13T00:00:00+08:00"),
        handInDueMs: at("19:00"),
        package: world.sealedMs ? "c0ffee12".repeat(8) : "",
      };
    },
    meeting: ({ present }) => ({
      people: [SUPERVISOR, ...TEAM].map((person, index) => ({
        person,
        name: nameOf(person),
        office: person === SUPERVISOR ? "supervisor" : "",
        knownBy: index > 0 && index < 4 ? "handed_in" : "",
        present: person === SUPERVISOR || (present ? present.includes(person) : index < 4),
      })),
      discussion: null,
      turns: [],
      seals: world.sealedMs === null ? [] : [{ atMs: world.sealedMs, receivedMs: null, cards: 10, package: "ab".repeat(32), reason: "" }],
      status: "open",
      remindersMs: [at("22:00"), at("23:30")],
    }),
    hq: () => ({
      latePools: [],
      toAssign: world.today().map((card) => eveningCard(world, card)).filter((view) => view.ruling.territory !== "in" && !view.row.mine && view.ruling.owner === "COMPANY"),
      packages: [
        { fair: "F1", fairName: "深圳国际电子元件展", day: DAY, supervisorName: nameOf(SUPERVISOR), status: "in_time", cards: 10, sealedMs: at("21:00"), receivedMs: at("21:02"), reason: "", excused: null, excuse: null, package: "ab".repeat(32), proposal: "" },
        { fair: "F2", fairName: "上海工业展", day: DAY, supervisorName: "蒋文", status: "missing", cards: 0, sealedMs: null, receivedMs: null, reason: "", excused: null, excuse: null, package: "", proposal: "open" },
        { fair: "F2", fairName: "上海工业展", day: "2026-03-11", supervisorName: "蒋文", status: "sealed_in_time_sent_late", cards: 31, sealedMs: at("23:10", "2026-03-11"), receivedMs: at("08:20"), reason: "场馆断网,两张未评价", excused: null, excuse: null, package: "cd".repeat(32), proposal: "open" },
      ],
      pairs: pairs(world),
      cases: [],
      people: personRows(me),
    }),
    adoptable: () => [],
    corrections: () => [],
    people: () => personRows(me),
    pools: () => [
      { id: "POOL:south", territory: "华南", head: nameOf(SUPERVISOR) },
      { id: "POOL:east", territory: "华东", head: "" },
    ],
    sync_page: () => ({
      server: "https://fairlead.example:7443",
      unsent: 7,
      unsentCards: world.today().filter((card) => card.heldBy === "here" && card.signer === me).length,
      carried: 3,
      records: 1204,
      lastServerMs: at("09:31"),
      clockOffMs: 184_000,
      letGo: world.letGo
        ? {
            leads: 31,
            held: 64,
            asked: { epoch: "01", through: 31 },
            putOff: world.letGo === "putOff",
            rows: world.today().slice(0, 2).map((card, index) => ({ card: card.id, company: card.input.company, by: index === 0 ? nameOf(SUPERVISOR) : "", to: index === 0 ? nameOf("sunwei") : "", why: index === 0 ? "换人" : "" })),
          }
        : null,
      quarantined: [{ code: "record.signature", atMs: at("12:04") }, { code: "record.future", atMs: at("12:09") }],
    }),
    sync_line: () => ({ state: "offline", unsent: 7, any: true, lastMs: at("09:31"), problem: "", pushed: 0, pulled: 0 }),
    lan_nearby: () => ({
      possible: true,
      searchedMs: 9000,
      doors: world.listening ? [{ person: SUPERVISOR, name: nameOf(SUPERVISOR), address: "192.168.1.20:7411" }] : [],
    }),
    lan_vouching: () => ({
      looks: true,
      address: "192.168.1.31:7412",
      colleagues: TEAM.slice(1, 4).map((id, index) => ({ name: nameOf(id), address: `192.168.1.${32 + index}:7412` })),
      signed: true,
      seenBy: TEAM.slice(1, 3).map(nameOf),
      fishing: [],
    }),
    visitor_form: () => ({ state: "closed", fair: "", untilMs: at("20:00"), addresses: [], opened: 0, arrived: 0, flooded: false }),
    earlier_laptops: () => [],
    by_login: () => ({ possible: true, on: false }),
    confide_candidates: () => personRows(me).filter((row) => row.id === "sunwei"),
    remains: (args) => ({
      enrolment: args.enrolment,
      device: "ThinkPad",
      person: "王芳",
      revokedMs: at("12:05"),
      letGoMs: null,
      cards: 37,
      entries: 52,
      wholeUntilMs: at("11:42"),
      later: 0,
      gaps: 3,
      gapCards: 2,
      sightings: [{ by: nameOf(SUPERVISOR), atMs: at("11:58"), unheld: 3 }],
      lastSeenMs: at("11:58"),
      blindMs: at("11:42", "2026-03-26"),
      putAway: false,
    }),
    notices: () =>
      world.letGo === "asked" && !hq
        ? [
            { event: "asked", atMs: world.nowMs, records: 31, to: "", why: "", numbers: [], handedOver: 0, offMs: 0 },
            { event: "reassigned", atMs: at("09:20"), records: 2, to: nameOf("sunwei"), why: "客户要求换人", numbers: [12, 15], handedOver: 3, offMs: 0 },
          ]
        : [],
    erasable_lines: () => [],
    retention: () => ({
      months: 36,
      total: 1,
      rows: [{ card: "r1", company: "佛山老友陶瓷有限公司", person: "何先生", signer: nameOf("liqiang"), signedMs: at("10:00", "2022-11-03"), touchedMs: at("15:00", "2023-01-20"), dueMs: at("23:59", "2026-01-20") }],
    }),
    branched_laptops: () => [],
    dense: () => [],
    about_me: () => [],
    fair_review: () => ({ alerts: [], affairs: [], knownUntilMs: at("20:10") }),
    neighbours: () => [],
    outstanding: () => [
      { enrolment: "a1", name: nameOf("liqiang"), device: "ThinkPad", sinceMs: at("09:40"), cards: 3, lastContactMs: at("09:05") },
      { enrolment: "b2", name: nameOf("wangfang"), device: "旧电脑", sinceMs: at("09:00"), cards: 0, lastContactMs: null },
    ],
    lan: () => ({
      addresses: world.listening ? ["192.168.1.20:7411", "[fe80::3c22]:7411"] : [],
      waiting: world.listening ? [{ id: "p1", name: "李强", ...WORDS }] : [],
      recent: world.listening ? [{ from: "王芳", cards: 4, records: 9, photos: 0, answer: null, acknowledges: false }] : [],
      photosLeft: world.listening ? 3 : 0,
    }),
  };
}

const CHOICE = [
  { id: "wangfang", name: "王芳", office: "rep" },
  { id: "liqiang", name: "李强", office: "rep" },
  { id: "sunwei", name: "孙伟", office: "group_leader" },
  { id: "linguodong", name: "林国栋", office: "fair_supervisor" },
  { id: "zhenghua", name: "郑华", office: "hq" },
];

const alike = (card: FakeCard, company: string, phone: string) =>
  (company.length >= 2 && identity(card.input.company).includes(identity(company).slice(0, 4))) || (phone.length > 6 && card.input.phone === phone);

function inView(world: World, card: FakeCard, view: string): boolean {
  const of = card.id.startsWith("older") ? undefined : ruling(world, card);
  const owner = of?.owner ?? card.assigned?.to ?? "";
  if (view === "mine") return owner === world.me;
  if (view === "captured") return card.signer === world.me;
  if (view === "helping") return of?.helpers.includes(world.me) ?? false;
  return view === "all" || owner.startsWith("POOL");
}

const has = ({ input }: FakeCard, text: string) => [input.company, input.person, input.phone].some((field) => field.includes(text));

const order = (sort: string) => (a: FakeCard, b: FakeCard) =>
  sort === "company" ? a.input.company.localeCompare(b.input.company, "zh") : sort === "owner" ? (a.assigned?.to ?? "").localeCompare(b.assigned?.to ?? "") : b.signedMs - a.signedMs;

function eveningCard(world: World, card: FakeCard): EveningCard {
  const inside = territoryOf(card.input.site).territory === "in";
  const mayAssign = world.me === SUPERVISOR ? inside : !inside;
  return {
    row: row(world, card),
    matter: card.input.matter,
    source: card.input.source,
    ruling: ruling(world, card),
    judgement: card.judgement,
    changedMs: null,
    countersigned: card.countersigned,
    mayCountersign: card.signer !== world.me,
    assignRefused: mayAssign ? "" : inside ? "OWN-05" : "OWN-04",
    assignDueMs: Date.parse(inside ? "2026-03-16T00:00:00+08:00" : "2026-03-18T00:00:00+08:00"),
    unattended: false,
    contested: inside ? "" : "OWN-04",
  };
}

function pairs(world: World) {
  const [a, b] = [world.find("c3"), world.find("c10")];
  return a && b && !world.parted.has("c3/c10") ? [{ a: row(world, a), b: row(world, b), mayDecide: world.me === "zhenghua" || world.me === SUPERVISOR }] : [];
}

function changes(world: World) {
  const [won, lost] = [world.find("c1"), world.find("c7")];
  if (!won || !lost) return [];
  return [
    { atMs: at("15:02"), kind: "helper", card: "c2", company: won.input.company, why: ruling(world, won).reasons[0]! },
    { atMs: at("14:40"), kind: "owner", card: "c7", company: lost.input.company, why: { rule: "OWN-04", key: "waits_for_headquarters", args: {} } },
    { atMs: at("14:20"), kind: "refused", card: "c5", company: "广州南方仪表厂", why: { rule: "OWN-08", key: "card_out", args: { by: "周敏", why: "late", deadlineMs: at("19:00", "2026-03-11"), cameMs: at("19:42", "2026-03-11") } } },
  ];
}
