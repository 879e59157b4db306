import { useEffect } from "react";

import { lockNow } from "./lock";

const LOOK_EVERY_MS = 5_000;
const SIGNS = ["keydown", "pointermove", "pointerdown", "wheel"] as const;

/** Locks after so many minutes without key or mouse. Wall time, so that a laptop that slept locks too. */
export function useAutoLock(minutes: number): void {
  useEffect(() => {
    if (!(minutes > 0)) return;
    let last = Date.now();
    const sign = () => {
      last = Date.now();
    };
    for (const name of SIGNS) window.addEventListener(name, sign, { passive: true, capture: true });
    const timer = setInterval(() => {
      if (Date.now() - last >= minutes * 60_000) void lockNow();
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      for (const name of SIGNS) window.removeEventListener(name, sign, { capture: true });
    };
  }, [minutes]);
}
