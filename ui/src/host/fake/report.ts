/** A report of today's cards, in the shape that the program gives. */
import type { ReportCell, ReportInput, ReportView } from "../generated";
import { nameOf } from "./cast";
import { ruling, territoryOf } from "./ruling";
import type { World } from "./world";

const text = (of: string): ReportCell => (of ? { is: "text", of } : { is: "nothing" });
const word = (of: string): ReportCell => ({ is: "word", of });
const count = (of: number): ReportCell => ({ is: "count", of });
const column = (name: string, width: number, number = false) => ({ name, width, number });

export function report(world: World, input: ReportInput): ReportView {
  const cards = world.today().filter((card) => !card.draft);
  const signers = [...new Set(cards.map((card) => card.signer))];
  const shares = signers.map((signer) => ({ cell: text(nameOf(signer)), count: cards.filter((card) => card.signer === signer).length, of: null }));
  const rows = cards.map((card) => [
    text(nameOf(card.signer)),
    { is: "at", of: card.signedMs } as const,
    word(`source.${card.input.source}`),
    text(card.input.company),
    text(card.input.person),
    text(card.input.matter),
    word(`territory.short.${territoryOf(card.input.site).territory}`),
    text(nameOf(ruling(world, card).owner)),
  ]);
  return {
    form: input.form,
    company: "深圳市启明电子有限公司",
    head: [
      { name: "fair", cell: text("2026 春季电子展") },
      { name: "day", cell: text(input.day) },
      { name: "cards", cell: count(cards.length) },
    ],
    parts: [
      {
        name: "cards",
        columns: [column("signer", 3), column("signed", 4), column("source", 3), column("company", 8), column("person", 3), column("matter", 6), column("territory", 3), column("owner", 3)],
        rows,
        bars: [],
      },
      { name: "byPerson", columns: [], rows: [], bars: shares.sort((a, b) => b.count - a.count) },
      { name: "duplicates", columns: [], rows: [], bars: [] },
    ],
    signatures: ["supervisor", "headquarters"],
    cards: cards.length,
    lines: 0,
    asOfMs: world.nowMs,
    hash: "3f1c0a9b7d5e2f4810c6a4be93d27c51f08e6b2d4c7a19350e8fb6d2a1c47e90",
  };
}
