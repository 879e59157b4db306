import { useEffect, useState } from "react";

import { call, useCall, type PhotoRef, type ReadingView } from "../host";

/** So that a line stands in its field when it was read, as people see it. */
const ASK_EVERY_MS = 60;

const goesOn = (state: string | undefined) => state === "waiting" || state === "reading";

/** What is known of a photo's words, asked for again while it is being read. */
export function useReadingOf(photo: PhotoRef | null): { view: ReadingView | undefined; again: () => void; stop: () => void } {
  const [asking, setAsking] = useState(true);
  const args = { hash: photo?.hash ?? "" };
  const reading = useCall("photo_reading", args, { enabled: photo !== null, ...(asking ? { refetchMs: ASK_EVERY_MS } : {}) });
  const state = reading.data?.state;
  useEffect(() => setAsking(photo !== null && (state === undefined || goesOn(state))), [photo, state]);
  const again = () => {
    setAsking(true);
    void call("photo_read", args).then(() => reading.refetch());
  };
  const stop = () => void call("photo_stop", args).then(() => reading.refetch());
  return { view: photo ? reading.data : undefined, again, stop };
}
