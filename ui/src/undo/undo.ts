/**
 * The last thing that can be taken back. One at a time, and for as long as nothing else is done that can be:
 * nobody has to hurry. What is signed is never here: it is withdrawn or corrected, by the rules.
 */
import { useSyncExternalStore } from "react";

export interface Undoable {
  /** What was done, as a sentence. */
  text: string;
  /** Makes it as it was. */
  undo: () => void;
}

let last: Undoable | undefined;
const listeners = new Set<() => void>();

function set(next: Undoable | undefined): void {
  last = next;
  for (const listener of listeners) listener();
}

export const offerUndo = (one: Undoable): void => set(one);

/** The offer is over: it was taken, put away, or the workspace was closed. */
export const forgetUndo = (): void => set(undefined);

export function takeBack(): void {
  const one = last;
  forgetUndo();
  one?.undo();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useUndoable = (): Undoable | undefined => useSyncExternalStore(subscribe, () => last);
