/**
 * How large everything is shown. A screen of 4K whose system enlarges nothing begins larger; whatever was chosen
 * stands in the window's own storage, as light and dark do, and holds on the lock screen too.
 */
import { host } from "../host";

export const SIZES = [0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3] as const;

const NAME = "fairlead.size";
/** From this width on, in points as the system counts them, text of thirteen points is too small to read. */
const HUGE_WIDTH = 3_200;

/** The size that was chosen, or else the one that fits a screen. */
export function size(width: number = window.screen.width): number {
  const kept = Number(stored());
  return SIZES.find((one) => one === kept) ?? (width >= HUGE_WIDTH ? 1.5 : 1);
}

export function showSize(): void {
  const wanted = size();
  if (wanted !== 1) host().zoom?.(wanted);
}

/** One step larger or smaller, or with 0 back to what fits; remembered. */
export function changeSize(by: -1 | 0 | 1): void {
  if (by === 0) {
    store(null);
  } else {
    const next = SIZES[SIZES.findIndex((one) => one === size()) + by];
    if (next !== undefined) store(String(next));
  }
  host().zoom?.(size());
}

function stored(): string | null {
  try {
    return window.localStorage.getItem(NAME);
  } catch {
    return null;
  }
}

/** A storage that refuses is no reason for anything: the next start shows what fits. */
function store(value: string | null): void {
  try {
    if (value === null) window.localStorage.removeItem(NAME);
    else window.localStorage.setItem(NAME, value);
  } catch {
    // It is as large as before.
  }
}
