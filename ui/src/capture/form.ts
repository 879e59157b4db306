/**
 * The card that is being typed. It lives above the screen, so that it survives a look at another desk,
 * and nothing typed is ever lost:
 *
 * - Enter takes the card out of the form at once, so that the next one can be typed while the disk
 *   works; if signing fails, the card comes back into the form, or waits beside it if a new one was begun.
 * - A half-typed card is kept on disk after 800 ms.
 * - A card that went to somebody else while it stood in the form is not put back on the disk. Its words stay on
 *   the screen until the next card.
 * - A photo is kept with the card as a draft before anything is read on it; what is read is put only where nobody
 *   has typed.
 * - Commands go out one after the other, so that a second Enter on a draft finds the draft's id.
 */
import type { CardInput, Failure, PhotoRef, ReadField, SignedView } from "../host/generated";
import { call } from "../host/query";
import { failureOf } from "../host/failure";
import { fill, parted, photographed, type Filled } from "../photos/read";
import { emptyCard, isBlank } from "./card";
import { changed, History } from "./history";

export const AUTOSAVE_MS = 800;

export interface Door {
  autosave(input: CardInput | null): Promise<unknown>;
  draft(input: CardInput): Promise<SignedView>;
  sign(input: CardInput): Promise<SignedView>;
  /** Keeps a photo with the card as a draft, and gives the draft. */
  photograph(data: string, input: CardInput): Promise<CardInput>;
  /** Parts the card from its photo, which becomes a draft of its own. */
  part(input: CardInput): Promise<CardInput>;
}

/** A card that could not be saved. */
export interface Stuck {
  input: CardInput;
  failure: Failure;
}

export interface FormState {
  input: CardInput;
  /** Counts cards: another number, another card. */
  turn: number;
  /** Signatures and drafts on their way to disk. */
  pending: number;
  stuck: readonly Stuck[];
  /** Whether the newest keystrokes are on disk as a half-typed card. */
  kept: "no" | "yes" | "failed";
  /** The card went to somebody else meanwhile: what is typed is not kept here any more. */
  gone: boolean;
}

export type Outcome = { ok: true; signed: SignedView; input: CardInput } | { ok: false; failure: Failure };

export class CaptureForm {
  #state: FormState = fresh(emptyCard(null), 0);
  #listeners = new Set<() => void>();
  #ids = new Map<number, string>();
  #photos = new Map<number, PhotoRef>();
  #filled: Filled = new Map();
  /** The photo made a card from a conversation one from a business card. */
  #wasConversation = false;
  #queue: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #restored = false;
  readonly #history = new History();

  constructor(private readonly door: Door) {}

  get = (): FormState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes the card. Changes in a row that are of one `step` are taken back as one (`History`). */
  change(edit: (input: CardInput) => CardInput, step?: string): void {
    const input = edit(this.#state.input);
    if (input === this.#state.input) return;
    this.#history.note(this.#state.input, step);
    this.#show(input);
  }

  /** Takes the last step back; says which fields changed, the first of which one looks at. */
  undo(): string[] {
    return this.#turnTo(this.#history.back(this.#state.input));
  }

  /** Does again what was taken back. */
  redo(): string[] {
    return this.#turnTo(this.#history.again(this.#state.input));
  }

  get history(): { canUndo: boolean; canRedo: boolean } {
    return { canUndo: this.#history.canGoBack, canRedo: this.#history.canGoOn };
  }

  /**
   * Empties the form. A draft stays the draft that it is; what was only half typed is handed back, for whoever
   * did not mean it.
   */
  async clear(): Promise<CardInput | undefined> {
    const { input } = this.#state;
    if (isBlank(input)) return undefined;
    if (this.#named(input, this.#state.turn).card !== null) {
      const kept = await this.next();
      return kept && !kept.ok ? undefined : { ...input, card: kept?.signed.card ?? input.card };
    }
    this.#begin(emptyCard(input.fair, input.source));
    void this.flush();
    return input;
  }

  #turnTo(input: CardInput | undefined): string[] {
    if (!input) return [];
    const fields = changed(this.#state.input, input);
    this.#show(input);
    return fields;
  }

  #show(input: CardInput): void {
    this.#set({ input, kept: "no" });
    // From the first keystroke that is not on disk, not from the last: who types on and on loses no more either.
    this.#timer ??= setTimeout(() => void this.flush(), AUTOSAVE_MS);
  }

  /** Puts back what was being typed when the window closed; once, and never over something typed since. */
  restore(unfinished: CardInput | null, fair: string | null): void {
    if (this.#restored) return;
    this.#restored = true;
    if (!isBlank(this.#state.input)) return;
    const input = unfinished ?? emptyCard(fair, this.#state.input.source);
    this.#set({ input, kept: unfinished ? "yes" : "no" });
  }

  /** Writes what is half typed to disk now. */
  flush(): Promise<unknown> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { turn } = this.#state;
    return this.#next(async () => {
      if (turn !== this.#state.turn || this.#state.kept === "yes") return;
      const { input } = this.#state;
      const failure = await this.door.autosave(isBlank(input) ? null : this.#named(input, turn)).then(() => undefined, failureOf);
      if (turn === this.#state.turn && failure?.code === "card.let_go") this.#set({ gone: true });
      if (this.#state.input === input) this.#set({ kept: failure ? "failed" : "yes" });
    });
  }

  sign(): Promise<Outcome> {
    const { input, turn } = this.#state;
    this.#begin(after(input));
    return this.#send(() => this.door.sign(this.#named(input, turn)), input, () => this.#comeBack(input, turn));
  }

  /** Keeps the card as a draft; it stays in the form. */
  draft(): Promise<Outcome> {
    const { input, turn } = this.#state;
    return this.#send(async () => {
      const signed = await this.door.draft(this.#named(input, turn));
      this.#ids.set(turn, signed.card);
      if (this.#state.turn === turn) this.#set({ input: { ...this.#state.input, card: signed.card } });
      return signed;
    }, input);
  }

  /** Opens another card. Whatever stands in the form is kept as a draft first. */
  async open(input: CardInput): Promise<Outcome | undefined> {
    const kept = isBlank(this.#state.input) || this.#state.gone ? undefined : await this.draft();
    if (kept && !kept.ok) return kept;
    this.#begin(input);
    return kept;
  }

  /** Keeps a photo for the card that stands here now, in base64; whatever is typed meanwhile stays. */
  async photograph(data: string): Promise<void> {
    const { turn } = this.#state;
    await this.#next(async () => {
      const { input } = this.#state.turn === turn ? this.#state : fresh(emptyCard(this.#state.input.fair), turn);
      const kept = await this.door.photograph(data, { ...this.#named(input, turn), source: source(input) });
      if (this.#state.turn === turn) this.#wasConversation = input.source === "conversation";
      if (kept.card) this.#ids.set(turn, kept.card);
      if (!kept.photo) return;
      this.#photos.set(turn, kept.photo);
      if (this.#state.turn !== turn) return;
      this.change((now) => ({ ...photographed(now, kept.photo as PhotoRef), card: kept.card }));
    });
  }

  /**
   * Takes the photo off the card, because it shows another: it becomes a draft of its own. A card of which nothing
   * else is known stays as it is with its photo, and the next one begins.
   */
  async part(): Promise<Outcome | undefined> {
    const { input, turn } = this.#state;
    const rest = (now: CardInput) => parted(now, this.#filled, this.#wasConversation);
    if (!input.photo || isBlank(rest(input))) return this.next();
    return this.#send(async () => {
      const { card, photo } = this.#named(input, turn);
      await this.door.part({ ...rest(input), card, photo });
      this.#photos.delete(turn);
      if (this.#state.turn === turn) {
        this.change(rest);
        this.#filled = new Map();
      }
      return { card: input.card ?? "", register: 0, laptop: 0 };
    }, input);
  }

  /** Puts what was read on the photo where nobody has typed. */
  suggest(photo: string, fields: readonly ReadField[]): void {
    if (this.#state.input.photo?.hash !== photo) return;
    const { input, filled } = fill(this.#state.input, fields, this.#filled);
    this.#filled = filled;
    this.change(() => input);
  }

  next(): Promise<Outcome | undefined> {
    return this.open(after(this.#state.input));
  }

  /** Takes a card that could not be saved back into the form. */
  async takeBack(stuck: Stuck): Promise<void> {
    const kept = await this.open(stuck.input);
    if (!kept || kept.ok) this.#set({ stuck: this.#state.stuck.filter((one) => one !== stuck) });
  }

  /** The workspace was closed. What could not be written stays in memory: there is nowhere else. */
  reset(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#restored = false;
    const { input, kept, stuck, gone } = this.#state;
    if (stuck.length > 0 || (kept !== "yes" && !gone && !isBlank(input))) return;
    this.#ids.clear();
    this.#history.begin();
    this.#set(fresh(emptyCard(null), this.#state.turn + 1));
  }

  #named(input: CardInput, turn: number): CardInput {
    const named = { ...input, card: this.#ids.get(turn) ?? input.card };
    const photo = this.#photos.get(turn);
    // It was still being kept when the card left the form.
    return photo && !input.photo ? photographed(named, photo) : named;
  }

  #begin(input: CardInput): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#history.begin();
    this.#filled = new Map();
    this.#wasConversation = false;
    this.#set({ input, turn: this.#state.turn + 1, kept: "no", gone: false });
  }

  async #send(run: () => Promise<SignedView>, input: CardInput, undo?: (failure: Failure) => void): Promise<Outcome> {
    this.#set({ pending: this.#state.pending + 1 });
    try {
      const signed = await this.#next(run);
      this.#set({ pending: this.#state.pending - 1, kept: "no" });
      void this.flush();
      return { ok: true, signed, input };
    } catch (thrown) {
      const failure = failureOf(thrown);
      this.#set({ pending: this.#state.pending - 1 });
      undo?.(failure);
      if (undo) this.#noteStuck(input, failure);
      return { ok: false, failure };
    }
  }

  #comeBack(input: CardInput, turn: number): void {
    if (!isBlank(this.#state.input)) return;
    this.#begin(this.#named(input, turn));
    void this.flush();
  }

  /** A card that did not come back into the form, because another was begun, waits beside it. */
  #noteStuck(input: CardInput, failure: Failure): void {
    const shown = this.#state.input;
    const back = shown.company === input.company && shown.person === input.person && shown.matter === input.matter;
    if (!back) this.#set({ stuck: [...this.#state.stuck, { input, failure }] });
  }

  #next<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(run);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  #set(patch: Partial<FormState>): void {
    this.#state = { ...this.#state, ...patch };
    for (const listener of this.#listeners) listener();
  }
}

/** The next card begins as the last one did, but without its photo it is not from a business card. */
function after({ fair, source, photo }: CardInput): CardInput {
  return emptyCard(fair, photo ? "conversation" : source);
}

function source(input: CardInput): string {
  return input.source === "conversation" ? "business_card" : input.source;
}

function fresh(input: CardInput, turn: number): FormState {
  return { input, turn, pending: 0, stuck: [], kept: "no", gone: false };
}

export const captureForm = new CaptureForm({
  autosave: (input) => call("card_autosave", { input }),
  draft: (input) => call("card_draft", input),
  sign: (input) => call("card_sign", input),
  photograph: (data, input) => call("photo_keep", { data, input, inForm: true }),
  part: (input) => call("photo_part", input),
});
