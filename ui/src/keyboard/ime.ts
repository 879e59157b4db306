/**
 * Enter that ends a Chinese composition is typing, not Enter. WebKit reports it with
 * `isComposing: false` and `keyCode: 229`; Chromium with `isComposing: true`. Some macOS ⌥-combinations
 * carry 229 as well, so with a modifier the key is let through.
 */
export interface KeyLike {
  key: string;
  keyCode: number;
  isComposing?: boolean;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

export function isTyping(event: KeyLike): boolean {
  if (event.isComposing) return true;
  const modified = event.altKey || event.ctrlKey || event.metaKey;
  return event.keyCode === 229 && !modified;
}

/** A bare Enter that is not part of a composition. */
export function isEnter(event: KeyLike & { shiftKey: boolean }): boolean {
  const modified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
  return event.key === "Enter" && !modified && !isTyping(event);
}
