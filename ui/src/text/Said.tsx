import { safeText } from "./safe";

/** Text that somebody typed, isolated from the line around it; a dash when there is none. */
export function Said({ text, max, empty = "—" }: { text: string; max?: number; empty?: string }) {
  return text === "" ? <>{empty}</> : <bdi>{safeText(text, max)}</bdi>;
}
