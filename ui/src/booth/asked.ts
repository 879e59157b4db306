/** What is being written down at the booth, in a dialog over whatever screen one is at. */
import { useSyncExternalStore } from "react";

import type { ReceptionRow, RivalRow } from "../host";

export type Asked =
  | { form: "rival"; fair: string; row?: RivalRow }
  | { form: "reception"; fair: string; row?: ReceptionRow };

let asked: Asked | undefined;
const listeners = new Set<() => void>();

export function ask(next: Asked | undefined): void {
  asked = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useAsked(): Asked | undefined {
  return useSyncExternalStore(subscribe, () => asked);
}
