/**
 * What a host gives: answers to calls, and word of what went stale. Three exist: `tauri.ts` in the
 * window, `http.ts` on loopback for tests and development, `fake/` for development alone. Nothing
 * outside this folder knows which one answers.
 */
import type { Calls, Topic } from "./generated";

export type CallName = keyof Calls;

export interface Host {
  call<N extends CallName>(name: N, args: Calls[N]["args"]): Promise<Calls[N]["reply"]>;
  /**
   * Lets the person at the window choose a file or a folder as the system does; undefined where he did
   * not. Only the window has it: elsewhere a path is typed.
   */
  choosePath?(what: "file" | "folder", title: string): Promise<string | undefined>;
  /** Shows everything so many times its size. Only the window has it: a browser has keys of its own for that. */
  zoom?(times: number): void;
  /** Tells what went stale without a command of this window; returns how to stop listening. */
  onStale(listener: (topics: readonly Topic[]) => void): () => void;
}

let current: Host | undefined;

export function setHost(host: Host): void {
  current = host;
}

export function host(): Host {
  if (!current) throw new Error("no host was chosen; main.tsx calls setHost first");
  return current;
}
