import { isTyping, type KeyLike } from "./ime";

export interface KeyPress extends KeyLike {
  code: string;
  shiftKey: boolean;
}

/** Whether a key press is the one an action's row names. */
export function matches(row: string, event: KeyPress): boolean {
  if (isTyping(event)) return false;
  const parts = row.split("+");
  const key = parts.at(-1) ?? "";
  const wants = (modifier: string) => parts.length > 1 && parts.includes(modifier);
  if (wants("Alt") !== event.altKey) return false;
  // What is Ctrl elsewhere is ⌘ on macOS; both at once is something else.
  if (wants("Ctrl") ? event.ctrlKey === event.metaKey : event.ctrlKey || event.metaKey) return false;
  if (wants("Alt")) return event.code === `Digit${key}` || event.code === `Key${key}`;
  // Both stand on one key, and whoever enlarges means the plus.
  if (key === "=") return event.key === "=" || event.key === "+";
  if (key === "Space") return event.key === " ";
  if (/^[A-Z]$/.test(key)) return event.key.toUpperCase() === key && !event.shiftKey;
  return event.key === key;
}

/** Keys that would be typed into a field: they act only outside of fields. */
export function isBare(row: string): boolean {
  return !row.includes("+") && !/^F\d+$/.test(row);
}

/** Whether typing goes into this element. */
export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === "TEXTAREA" || target.tagName === "SELECT") return true;
  if (target.tagName !== "INPUT") return false;
  return !["checkbox", "radio", "button"].includes((target as HTMLInputElement).type);
}
