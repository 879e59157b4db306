/**
 * Text that somebody typed, made harmless to look at: it is only ever a text node, and characters that
 * would turn the line around, hide in it or stack up over it are shown as what they are.
 */
const SHOWN_MAX = 2000;
const MARKS_MAX = 4;

// Directional overrides, embeddings, isolates and marks; zero-width and other invisible characters.
const INVISIBLE = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]/g;
// A zero-width joiner belongs to emoji such as 👩‍💻 and is shown elsewhere.
const LOOSE_JOINER = /(?<!\p{Extended_Pictographic}[\ufe0f\u{1f3fb}-\u{1f3ff}]?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
// eslint-disable-next-line no-control-regex
const C1 = /[\u0080-\u009f]/g;
const STACKED = new RegExp(`(\\p{M}{${MARKS_MAX}})\\p{M}+`, "gu");
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]|[\ud802\ud803\ud83a\ud83b][\udc00-\udfff]/;

const named = (char: string) => `[U+${char.codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0")}]`;

export function safeText(text: string, max = SHOWN_MAX): string {
  const cut = text.length > max ? `${text.slice(0, max)}…` : text;
  return cut
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(CONTROL, (char) => (char === "\u007f" ? "\u2421" : String.fromCharCode(0x2400 + char.charCodeAt(0))))
    .replace(C1, named)
    .replace(LOOSE_JOINER, named)
    .replace(INVISIBLE, named)
    .replace(STACKED, "$1…");
}

/** Whether a text holds something that is not shown as it is. */
export function isOdd(text: string): boolean {
  return safeText(text, text.length) !== text;
}

/**
 * The same for use inside a sentence, where no element can hold it: text that runs from right to left
 * is put between isolates, so that it cannot reorder the words around it.
 */
export function inSentence(text: string, max = 200): string {
  const safe = safeText(text, max).replace(/\s+/g, " ");
  return RIGHT_TO_LEFT.test(safe) ? `\u2068${safe}\u2069` : safe;
}
