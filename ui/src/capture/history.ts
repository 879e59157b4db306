/**
 * What a card in the form looked like before each step, so that a step can be taken back and done again. A step is
 * what was typed into one field in one go, or all that one choice or one completion filled. Pure.
 */
import type { CardInput } from "../host/generated";

/** Steps that are remembered; nobody takes back more by hand. */
const STEPS_MAX = 200;

export class History {
  #past: CardInput[] = [];
  #future: CardInput[] = [];
  #step: string | undefined;

  /** Another card: nothing of the one before is taken back in it. */
  begin(): void {
    this.#past = [];
    this.#future = [];
    this.#step = undefined;
  }

  /** Something changes. Changes in a row that are of one `step` are one; without a name each is its own. */
  note(before: CardInput, step: string | undefined): void {
    if (step === undefined || step !== this.#step) this.#past = [...this.#past, before].slice(-STEPS_MAX);
    this.#step = step;
    this.#future = [];
  }

  /** The card before the last step. */
  back(now: CardInput): CardInput | undefined {
    const before = this.#past.pop();
    if (before) this.#future.push(now);
    this.#step = undefined;
    return before && { ...before, card: now.card };
  }

  /** The card after the step that was taken back last. */
  again(now: CardInput): CardInput | undefined {
    const after = this.#future.pop();
    if (after) this.#past.push(now);
    this.#step = undefined;
    return after && { ...after, card: now.card };
  }

  get canGoBack(): boolean {
    return this.#past.length > 0;
  }

  get canGoOn(): boolean {
    return this.#future.length > 0;
  }
}

/** The fields in which two states of a card differ, in the order of the form. */
export function changed(before: CardInput, after: CardInput): string[] {
  const names = Object.keys(after) as (keyof CardInput)[];
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
}
