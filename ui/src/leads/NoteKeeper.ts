/**
 * Keeps what is typed into a field on disk until it is saved. Calls go out one after the other, so that a
 * word that was on its way is not kept again after it has been saved.
 */
export const KEEP_AFTER_MS = 800;

export class NoteKeeper {
  #queue: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #waiting: string | null | undefined;

  constructor(private readonly keep: (text: string | null) => Promise<unknown>) {}

  /** Something was typed. */
  typed(text: string): void {
    this.#waiting = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), KEEP_AFTER_MS);
  }

  /** Writes what is not on disk yet; whether it is there now. */
  flush(): Promise<boolean> {
    clearTimeout(this.#timer);
    const text = this.#waiting;
    if (text === undefined) return this.#next(async () => true);
    this.#waiting = undefined;
    return this.#next(() => this.keep(text).then(() => true, () => false));
  }

  /** Forgets what was typed: it was given up. */
  forget(): Promise<boolean> {
    this.#waiting = null;
    return this.flush();
  }

  /** Does something after everything that is on its way, and keeps nothing that was typed before it. */
  async after<T>(deed: () => Promise<T>): Promise<T> {
    clearTimeout(this.#timer);
    const unsaved = this.#waiting;
    this.#waiting = undefined;
    try {
      return await this.#next(deed);
    } catch (thrown) {
      if (unsaved !== undefined && unsaved !== null) this.typed(unsaved);
      throw thrown;
    }
  }

  #next<T>(deed: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(deed);
    this.#queue = done.catch(() => undefined);
    return done;
  }
}
