import { useRef } from "react";

import { useCall, type Failure, type SyncLineView } from "../host";

const ASK_EVERY_MS = 10_000;

export interface Watched {
  view: SyncLineView | undefined;
  /** Why the host does not say where the exchange stands, if it does not. */
  failure: Failure | undefined;
  /** For how long no exchange has ended well while this window watched, by the window's own clock. */
  silentMs: number;
}

/** The exchange as the host tells it. It is asked again and again: a host that is gone tells nothing. */
export function useLine(): Watched {
  const line = useCall("sync_line", null, { refetchMs: ASK_EVERY_MS });
  const lastMs = line.data?.lastMs ?? null;
  const heard = useRef({ lastMs, at: Date.now() });
  if (heard.current.lastMs !== lastMs) heard.current = { lastMs, at: Date.now() };
  return { view: line.data, failure: line.error?.failure, silentMs: Date.now() - heard.current.at };
}
