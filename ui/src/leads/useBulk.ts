/** One act for many leads: some at a time, so that it can be stopped and everybody else has his turn. */
import { useRef, useState } from "react";

import { call, failureOf, type BulkInput, type BulkView, type Failure } from "../host";

const AT_ONCE = 20;

export interface Deed {
  act: BulkInput["act"];
  what: string;
  text: string;
}

export interface Outcome extends BulkView {
  deed: Deed;
  /** Cards that were not looked at, because somebody said stop or something broke. */
  left: string[];
  failure: Failure | undefined;
}

export interface Progress {
  done: number;
  all: number;
}

export function useBulk() {
  const [progress, setProgress] = useState<Progress>();
  const [outcome, setOutcome] = useState<Outcome>();
  const stopped = useRef(false);
  const run = async (deed: Deed, cards: readonly string[]): Promise<Outcome> => {
    stopped.current = false;
    const so: Outcome = { deed, done: [], together: [], refused: [], left: [], failure: undefined };
    let at = 0;
    setProgress({ done: at, all: cards.length });
    try {
      while (at < cards.length && !stopped.current) {
        const slice = cards.slice(at, at + AT_ONCE);
        const step = await call("bulk", { ...deed, cards: slice, before: so.done });
        so.done.push(...step.done);
        so.together.push(...step.together);
        so.refused.push(...step.refused);
        at += slice.length;
        setProgress({ done: at, all: cards.length });
      }
    } catch (thrown) {
      so.failure = failureOf(thrown);
    }
    so.left = cards.slice(at);
    setProgress(undefined);
    setOutcome(so);
    return so;
  };
  return {
    progress,
    outcome,
    run,
    stop: () => {
      stopped.current = true;
    },
    forget: () => setOutcome(undefined),
  };
}
