/**
 * A host in memory, for looking at the screens and for tests: only in development builds. It knows no
 * rule; it answers in the shapes of the real one.
 */
import { CallFailed } from "../failure";
import { CALLS, type Calls, type Topic } from "../generated";
import type { CallName, Host } from "../host";
import { commands } from "./commands";
import { noteCommands } from "./notes";
import { queries } from "./queries";
import { World } from "./world";

export interface FakeState {
  status: "none" | "choose" | "locked" | "open";
  language: string;
  wrong: number;
  world: World;
}

export type Answers = { [N in CallName]?: (args: Calls[N]["args"]) => Calls[N]["reply"] };

const ANSWER_AFTER_MS = 5;

export function fakeHost(me: string, status = "open"): Host {
  const state: FakeState = { status: status as FakeState["status"], language: "", wrong: 0, world: new World(me, me === "linguodong" ? "20:10" : "15:10") };
  const answers: Answers = { ...queries(state), ...commands(state), ...noteCommands(state) };
  const listeners = new Set<(topics: readonly Topic[]) => void>();
  return {
    async call(name, args) {
      await new Promise((done) => setTimeout(done, ANSWER_AFTER_MS));
      const answer = answers[name];
      if (!answer) throw new CallFailed({ code: "call.unknown", args: { name } });
      // As over the real door: nothing is shared, everything is a copy.
      const reply = structuredClone((answer as (args: unknown) => unknown)(structuredClone(args))) as never;
      if (CALLS[name].command) for (const listener of listeners) listener(CALLS[name].topics);
      return reply;
    },
    onStale(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
