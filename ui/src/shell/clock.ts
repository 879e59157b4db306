/**
 * The best estimate of the time now: what the host said, and what has elapsed since. It ticks once a
 * second where a clock is shown and twice a minute elsewhere.
 */
import { createContext, useContext, useEffect, useState } from "react";

export interface Clock {
  zone: string;
  /** What the host said, and when this window heard it. */
  saidMs: number;
  heardMs: number;
}

export const ClockContext = createContext<Clock>({ zone: "Asia/Shanghai", saidMs: Date.now(), heardMs: Date.now() });

const SLOW_MS = 15_000;

const estimate = (clock: Clock) => clock.saidMs + Math.max(0, Date.now() - clock.heardMs);

export function useNow(everyMs: number = SLOW_MS): number {
  const clock = useContext(ClockContext);
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return estimate(clock);
}

export function useZone(): string {
  return useContext(ClockContext).zone;
}
