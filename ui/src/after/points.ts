/** Hundredths of a point as people write them: `28.57`, and `30` without a fraction. */
export function points(hundredths: number): string {
  const rest = hundredths % 100;
  const whole = Math.floor(hundredths / 100);
  return rest === 0 ? String(whole) : `${whole}.${String(rest).padStart(2, "0")}`;
}

/** Reads them; `undefined` for what is none, or has more than two decimals. */
export function hundredths(text: string): number | undefined {
  const found = /^(\d{1,3})(?:[.．](\d{1,2}))?$/.exec(text.trim());
  if (!found) return undefined;
  return Number(found[1]) * 100 + Number((found[2] ?? "").padEnd(2, "0"));
}

/** A whole score from 0 to 100; `undefined` for anything else. */
export function score(text: string): number | undefined {
  const said = /^\d{1,3}$/.test(text.trim()) ? Number(text) : undefined;
  return said !== undefined && said <= 100 ? said : undefined;
}
