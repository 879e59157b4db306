/**
 * What a person had chosen on a screen that he left: the evening's day, a tab, what was ticked. It stands
 * as it was when he comes back, until the workspace is closed.
 */
import { useCallback, useState } from "react";

const kept = new Map<string, unknown>();

/** Like `useState`, for as long as the workspace is open. */
export function useKept<T>(name: string, initial: T): [T, (value: T) => void] {
  const read = () => ({ name, value: kept.has(name) ? (kept.get(name) as T) : initial });
  const [state, set] = useState(read);
  const keep = useCallback(
    (next: T) => {
      kept.set(name, next);
      set({ name, value: next });
    },
    [name],
  );
  // Another customer's form may stand in the same place: what was typed for the one is not the other's.
  return [state.name === name ? state.value : read().value, keep];
}

/** Keeps something for a screen that is yet to come. */
export function keep(name: string, value: unknown): void {
  kept.set(name, value);
}

export function forgetKept(): void {
  kept.clear();
}
