/** A package's hash as people read, type and scan it. Pure. */

/** Characters of the whole hash. */
const HASH_CHARS = 64;
/** As few as say anything: nobody finds another package that begins alike. */
export const TYPED_MIN = 16;

/** In fours, in capitals: `A1B2 C3D4 …`. */
export function printedCode(hash: string): string {
  return hash.toUpperCase().match(/.{1,4}/g)?.join(" ") ?? "";
}

/** The beginning that is typed by hand. */
export function shortCode(hash: string): string {
  return printedCode(hash.slice(0, TYPED_MIN));
}

/** What was typed or scanned, without what stands between: lower case hexadecimal, or nothing where it is none. */
export function typedCode(text: string): string {
  const code = text.replace(/[\s-]/g, "").toLowerCase();
  return /^[0-9a-f]*$/.test(code) && code.length <= HASH_CHARS ? code : "";
}

export type Match = "nothing" | "short" | "none" | { hash: string };

/** Which of some packages a code names. */
export function matching(hashes: readonly string[], typed: string): Match {
  if (typed.trim() === "") return "nothing";
  const code = typedCode(typed);
  if (code === "") return "none";
  if (code.length < TYPED_MIN) return "short";
  const hash = hashes.find((one) => one !== "" && one.startsWith(code));
  return hash === undefined ? "none" : { hash };
}
