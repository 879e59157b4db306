import { emptyCard } from "../../capture/card";
import { CallFailed } from "../failure";
import type { CardInput, Failure } from "../generated";
import { SUPERVISOR, at, nameOf, personRows } from "./cast";
import type { Answers, FakeState } from "./host";
import { newCard, type FakeCard } from "./world";

export function commands(state: FakeState): Answers {
  const { world } = state;
  const { me } = world;
  const keep = (input: CardInput, draft: boolean): FakeCard => {
    const known = input.card ? world.find(input.card) : undefined;
    const card = known ?? newCard(`n${world.cards.length}`, input, me, world.tick());
    if (!known) world.cards.unshift(card);
    return Object.assign(card, { input: { ...input, card: card.id }, draft, signedMs: known ? world.tick() : card.signedMs });
  };
  const note = (id: string, key: string, args: Record<string, string | boolean> = {}, text = "") => {
    world.find(id)?.log.push({ atMs: world.tick(), by: nameOf(me), key, args, text });
  };
  return {
    unlock: ({ passphrase }) => {
      if (passphrase !== "fair-2026-demo") {
        state.wrong += 1;
        fail({ code: "unlock.wrong", args: { retryAfterMs: String(1000 * 2 ** state.wrong) } });
      }
      state.status = "open";
      return null;
    },
    workspace: () => null,
    lock: () => {
      state.status = "locked";
      return null;
    },
    enrol: ({ code }) => {
      if (code.length < 8) fail({ code: "enrol.code", field: "code", args: {} });
      state.status = "open";
      return null;
    },
    demo_open: () => null,
    help_note: ({ card }) => {
      note(card, "notes_opened");
      return null;
    },
    set_language: ({ language }) => {
      state.language = language;
      return null;
    },
    demo_move: ({ to }) => {
      world.nowMs = to === "morning" ? at("09:00", "2026-03-13") : at(to);
      return null;
    },
    card_autosave: ({ input }) => {
      world.unfinished = input;
      return null;
    },
    card_draft: (input) => ({ card: keep(input, true).id, register: 0, laptop: 0 }),
    card_sign: (input) => {
      if (input.company.length > 200) fail({ code: "field.too_long", field: "company", args: { max: "200" } });
      const card = keep(input, false);
      card.register = world.today().filter((one) => one.signer === me && !one.draft).length;
      note(card.id, "signed", { source: input.source, register: String(card.register) });
      return { card: card.id, register: card.register, laptop: 1 };
    },
    card_withdraw: ({ card, reason }) => {
      note(card, "withdrawn", { reason });
      Object.assign(world.find(card) ?? {}, { withdrawn: true });
      return null;
    },
    countersign: ({ cards }) => {
      for (const id of cards) {
        if (world.find(id)?.signer === me) fail({ code: "refused", rule: "FAIR-10", args: {} });
        Object.assign(world.find(id) ?? {}, { countersigned: true });
        note(id, "countersigned");
      }
      return null;
    },
    evaluate: ({ cards }) => {
      for (const [id, judgement] of Object.entries(cards)) {
        Object.assign(world.find(id) ?? {}, { judgement });
        note(id, "evaluated", { judgement: String(judgement) });
      }
      return null;
    },
    assign: ({ card, to, reason }) => {
      Object.assign(world.find(card) ?? {}, { assigned: { to, by: me, atMs: world.tick(), reason } });
      note(card, "assigned", { to: nameOf(to), toPool: false, reason });
      return null;
    },
    seal: () => {
      world.sealedMs = world.tick();
      return { package: "c0ffee12".repeat(8), cards: world.today().length };
    },
    decide_identity: ({ cards }) => {
      world.parted.add(cards.join("/"));
      return null;
    },
    follow_up: ({ card, channel, connected, text }) => {
      note(card, "followed_up", { channel, connected }, text);
      return null;
    },
    classify: ({ card, evidence }) => {
      note(card, "classified", { evidence });
      return null;
    },
    notices_seen: () => null,
    branched_laptops_seen: () => null,
    erase_proposed: () => null,
    let_go_answer: ({ remove }) => {
      world.letGo = remove ? null : "putOff";
      return null;
    },
    changes_seen: () => {
      world.seen = true;
      return null;
    },
    erase: ({ card: id, reason }) => {
      const card = id === null ? undefined : world.find(id);
      const input = { ...emptyCard(card?.input.fair ?? ""), card: id };
      Object.assign(card ?? {}, { input, erased: { atMs: world.tick(), by: nameOf(me), reason } });
      return null;
    },
    revoke: () => null,
    sync_now: () => fail({ code: "sync.unreachable", args: {} }),
    hand_in_server: () => fail({ code: "sync.unreachable", args: {} }),
    hand_in_file: ({ folder }) => {
      world.statedMs = world.tick();
      return { path: `${folder || "~/fairlead/hand-in"}/wangfang-2026-03-12.fair`, to: nameOf(SUPERVISOR), cards: 4, records: 9, photos: 2, photosLeft: 0 };
    },
    take_file: ({ path }) => {
      if (!path.endsWith(".fair")) fail({ code: "bundle.damaged", args: {} });
      return { from: "李强", cards: 3, records: 7, photos: 2, answer: { path: `${path}.ok`, to: "李强", cards: 0, records: 1, photos: 0, photosLeft: 0 }, acknowledges: false };
    },
    take_folder: () => ({ taken: [], refused: [] }),
    lan_listen: ({ on }) => {
      world.listening = on;
      return null;
    },
    hand_in_lan: ({ address }) => {
      if (!address.includes(":")) fail({ code: "lan.address", field: "address", args: {} });
      return { id: "x1", name: nameOf(SUPERVISOR), ...WORDS };
    },
    lan_confirm: ({ same }) => {
      if (!same) return null;
      world.statedMs = world.tick();
      for (const card of world.today().filter((one) => one.signer === me)) card.heldBy = "supervisor";
      return { from: nameOf(SUPERVISOR), cards: 0, records: 2, photos: 0, answer: null, acknowledges: true };
    },
    enrolment_code: ({ person }) => ({
      person: personRows(me).find((one) => one.id === person)!,
      code: "FL1-7KQ2-MZ4X-9TRB-5HWD-C8VN-fairlead.example:7443-a91c",
      expiresMs: world.nowMs + 600_000,
    }),
  };
}

export const WORDS = {
  words: ["海鸥", "灯塔", "竹林", "铜钟", "晨雾", "石桥"],
  wordsEnglish: ["gull", "beacon", "bamboo", "bell", "mist", "bridge"],
};

function fail(failure: Failure): never {
  throw new CallFailed(failure);
}
