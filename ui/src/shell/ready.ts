import { useEffect } from "react";

/** Tells whoever drives the window that the first screen shows its data. */
export function useReady(ready = true): void {
  useEffect(() => {
    if (ready) document.body.dataset.ready = "1";
  }, [ready]);
}
