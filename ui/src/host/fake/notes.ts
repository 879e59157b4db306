/** What people wrote beside cards, in the fake host: texts replace what was seen, and nothing else. */
import { CallFailed } from "../failure";
import type { NoteFieldView, NotesView } from "../generated";
import { at, nameOf } from "./cast";
import type { Answers, FakeState } from "./host";
import type { FakeCard, World } from "./world";

const written = new WeakMap<World, Map<string, Sheet>>();

/** Whom somebody has named, by card. */
const named = new Map<string, string[]>();

interface Sheet {
  fields: NoteFieldView[];
  unfinished: Record<string, string>;
}

function sheets(world: World): Map<string, Sheet> {
  const known = written.get(world);
  if (known) return known;
  const fresh = new Map([["c3", planted()]]);
  written.set(world, fresh);
  return fresh;
}

function sheet(world: World, card: string, whose = "shared"): Sheet {
  const all = sheets(world);
  const key = whose === "shared" ? card : `${card} ${whose} ${world.me}`;
  const known = all.get(key) ?? { fields: [], unfinished: {} };
  all.set(key, known);
  return known;
}

/** Two people have written into one field without seeing each other. */
function planted(): Sheet {
  return {
    unfinished: {},
    fields: [
      {
        name: "need",
        texts: [
          { text: "整线两条，年底前定标；先要样机试两周", by: nameOf("linguodong"), atMs: at("14:51"), seen: ["n2"] },
          { text: "整线一条，样机试用两周。\n预算 380 万以内，要含培训", by: nameOf("wangfang"), atMs: at("14:20"), seen: ["n1"] },
        ],
      },
      { name: "wechat", texts: [{ text: "ouyang_xh", by: nameOf("wangfang"), atMs: at("11:25"), seen: ["n0"] }] },
    ],
  };
}

export function notesOf(world: World, card: FakeCard): NotesView[] {
  return ["shared", "owner", "confidential"].map((whose) => ({
    card: card.id,
    class: whose,
    signer: nameOf(card.signer),
    author: whose === "shared" ? "" : nameOf(world.me),
    authority: whose === "confidential" ? nameOf("linguodong") : "",
    readers: whose === "confidential" ? (named.get(card.id) ?? []).map(nameOf) : [],
    ...sheet(world, card.id, whose),
    mayWrite: true,
    setAside: [],
    waiting: 0,
  }));
}

export function noteCommands({ world }: FakeState): Pick<Answers, "note_edit" | "note_autosave" | "confide"> {
  return {
    confide: ({ card, readers }) => {
      named.set(card, [...(named.get(card) ?? []), ...readers]);
      return null;
    },
    note_edit: ({ card, class: whose, fields, seen }) => {
      const kept = sheet(world, card, whose);
      for (const [name, text] of Object.entries(fields)) {
        const found = kept.fields.find((field) => field.name === name);
        const unseen = found?.texts.flatMap((one) => one.seen).some((mark) => !seen[name]?.includes(mark));
        if (unseen) throw new CallFailed({ code: "note.changed", field: name, args: {} });
        const texts = [{ text: text ?? "", by: nameOf(world.me), atMs: world.tick(), seen: [`n${world.nowMs}`] }];
        kept.fields = [...kept.fields.filter((field) => field.name !== name), { name, texts }];
        delete kept.unfinished[name];
      }
      return null;
    },
    note_autosave: ({ card, class: whose, field, text }) => {
      const kept = sheet(world, card, whose);
      if (text === null) delete kept.unfinished[field];
      else kept.unfinished[field] = text;
      return null;
    },
  };
}
