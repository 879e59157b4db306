/** The list that is being imported: one step after the other, until it is done or somebody says stop. */
import { useRef, useState } from "react";

import { call, failureOf, queryClient, useCall, type Failure, type ImportPlan, type ImportView } from "../host";

const KEY = ["import_now", null];

export function useImport() {
  const view = useCall("import_now", null);
  const [running, setRunning] = useState(false);
  const [result, setResult] = useState<ImportView>();
  const [failure, setFailure] = useState<Failure>();
  const stop = useRef(false);

  const show = (now: ImportView | null): void => void queryClient.setQueryData(KEY, now);
  const attempt = async (what: () => Promise<void>) => {
    setFailure(undefined);
    try {
      await what();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
  };

  const opened = (now: ImportView) => {
    setResult(undefined);
    show(now);
  };
  const plan = (input: ImportPlan) =>
    attempt(async () => {
      show(await call("import_plan", input));
    });
  const end = async () => {
    await call("import_end", null);
    show(null);
  };
  const run = () =>
    attempt(async () => {
      stop.current = false;
      setRunning(true);
      try {
        let now: ImportView;
        do {
          now = await call("import_step", null);
          show(now);
        } while (now.done < now.rows && !stop.current);
        if (now.done < now.rows) return;
        setResult(now);
        await end();
      } finally {
        setRunning(false);
      }
    });
  const giveUp = () =>
    attempt(async () => {
      const now = view.data;
      if (now && now.done > 0) setResult(now);
      await end();
    });
  return {
    now: view.data ?? null,
    running,
    result,
    failure,
    opened,
    plan,
    run,
    stop: () => {
      stop.current = true;
    },
    giveUp,
  };
}
