/** A fair played again: one step after the other, until it is done or somebody says stop. */
import { useRef, useState } from "react";

import { call, failureOf, queryClient, useCall, type Failure, type ReplayInput, type ReplayView } from "../host";

const KEY = ["replay_now", null];

export function useReplay() {
  const view = useCall("replay_now", null);
  const [running, setRunning] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const stop = useRef(false);

  const show = (now: ReplayView | null): void => void queryClient.setQueryData(KEY, now);
  const attempt = async (what: () => Promise<void>) => {
    setFailure(undefined);
    try {
      await what();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
  };
  const goOn = async () => {
    stop.current = false;
    setRunning(true);
    try {
      let now: ReplayView;
      do {
        now = await call("replay_step", null);
        show(now);
      } while (!now.complete && !stop.current);
    } finally {
      setRunning(false);
    }
  };
  return {
    now: view.data ?? null,
    running,
    failure,
    begin: (input: ReplayInput) =>
      attempt(async () => {
        queryClient.removeQueries({ queryKey: ["replay_customer"] });
        show(await call("replay_begin", input));
        await goOn();
      }),
    goOn: () => attempt(goOn),
    stop: () => {
      stop.current = true;
    },
    putAway: () =>
      attempt(async () => {
        stop.current = true;
        await call("replay_end", null);
        show(null);
      }),
  };
}
