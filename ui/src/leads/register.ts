/** A number of somebody's register, as it stands on a screen. */

/** `3` on his first laptop, `2-3` on his second: each counts for itself, and no two look the same (FAIR-18). */
export function registerNumber({ register, laptop }: { register: number; laptop: number }): string {
  return laptop > 1 ? `${laptop}-${register}` : String(register);
}
