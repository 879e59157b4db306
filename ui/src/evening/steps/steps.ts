/**
 * The meeting as a line of steps, in the order of the work. Pure: what is open in each comes out of what the
 * desk shows. Nothing forces the order but what a rule forces.
 */
import type { EveningCard, EveningView, MeetingView } from "../../host/generated";

export type StepId =
  | "attendance" | "handIns" | "duplicates" | "pairs" | "cards" | "countersign" | "territory" | "allot" | "pool" | "record" | "seal";

export interface Step {
  id: StepId;
  /** How much is still to be done in it. */
  open: number;
  done: boolean;
}

/** What a group leader, who only countersigns and judges, has before him. */
const OF_LEADERS: readonly StepId[] = ["handIns", "duplicates", "pairs", "cards", "countersign"];

export function stepsOf(view: EveningView, meeting: MeetingView, confirmed: boolean): Step[] {
  const step = (id: StepId, open: number, done = open === 0): Step => ({ id, open, done });
  const any = view.cards.length > 0;
  const known = confirmed || meeting.discussion !== null;
  const all: Step[] = [
    step("attendance", known ? 0 : meeting.people.filter((one) => !one.present).length, known),
    step("handIns", view.handIns.filter((row) => row.statedMs === null || row.unsigned.length > 0).length),
    step("duplicates", view.duplicates.filter((card) => card.ruling.undecided).length),
    step("pairs", view.pairs.filter((pair) => pair.mayDecide).length),
    step("cards", view.unevaluated, any && view.unevaluated === 0),
    step("countersign", view.uncountersigned, any && view.uncountersigned === 0),
    step("territory", customers(view, (card) => card.ruling.territory === "unknown").length),
    step("allot", toAllot(view).length),
    ...(view.cards.some((card) => card.unattended) ? [step("pool", unattended(view).length)] : []),
    step("record", meeting.discussion ? 0 : 1),
    step("seal", meeting.seals.length > 0 && since(view) === 0 ? 0 : 1),
  ];
  return view.supervisor ? all : all.filter(({ id }) => OF_LEADERS.includes(id));
}

/**
 * The next step with something open, onwards from a place; from one that is open itself also around. Else the one
 * beside it: who reads on behind the only open step is not led back to it at once.
 */
export function nextStep(steps: readonly Step[], at: string, by: 1 | -1): StepId | undefined {
  const place = steps.findIndex((step) => step.id === at);
  const along = by === 1 ? steps : [...steps].reverse();
  const from = place < 0 ? 0 : (by === 1 ? place : steps.length - 1 - place) + 1;
  const onwards = [...along.slice(from), ...along.slice(0, from)].filter((step) => step.id !== at);
  const looked = steps[place]?.done ? along.slice(from) : onwards;
  return (looked.find((step) => !step.done) ?? onwards[0])?.id;
}

/** One card of each customer of the day, the one that counts where it is of the day. */
export function customers(view: Pick<EveningView, "cards">, which: (card: EveningCard) => boolean = () => true): EveningCard[] {
  const found = new Map<string, EveningCard>();
  for (const card of view.cards) {
    const known = found.get(card.ruling.customer);
    if (!known || card.row.card === card.ruling.effective) found.set(card.ruling.customer, card);
  }
  return [...found.values()].filter(which);
}

const hasOwner = ({ ruling }: EveningCard) => ruling.owner !== "" && ruling.owner !== "COMPANY" && ruling.owner !== "NONE" && !ruling.owner.startsWith("POOL:");

/** Customers whom the person at the desk may assign and has not. */
export function toAllot(view: Pick<EveningView, "cards">): EveningCard[] {
  return customers(view, (card) => card.assignRefused === "" && card.ruling.territory === "in" && !card.unattended && !hasOwner(card));
}

/** Those of them about whom nothing is contested: they may be assigned as proposed by one act. */
export function uncontested(view: Pick<EveningView, "cards">): EveningCard[] {
  return toAllot(view).filter((card) => card.contested === "" && card.ruling.proposal !== null);
}

/** Forms to which nobody attended: they are for the pool (OWN-07). */
export function unattended(view: Pick<EveningView, "cards">): EveningCard[] {
  return customers(view, (card) => card.unattended && !hasOwner(card));
}

/** How many cards came or were judged after the newest seal. */
export function since({ cards, sealedMs }: Pick<EveningView, "cards" | "sealedMs">): number {
  return cards.filter((card) => sealedMs !== null && card.changedMs !== null && card.changedMs > sealedMs).length;
}

export interface PerPerson {
  name: string;
  judged: number;
  cards: number;
}

/** How many of each person's cards are judged (FAIR-09: every one of each). */
export function perPerson({ cards }: Pick<EveningView, "cards">): PerPerson[] {
  const found = new Map<string, PerPerson>();
  for (const { row, judgement } of cards) {
    const one = found.get(row.signer) ?? { name: row.signer, judged: 0, cards: 0 };
    found.set(row.signer, { ...one, cards: one.cards + 1, judged: one.judged + (judgement === "" ? 0 : 1) });
  }
  return [...found.values()];
}
