import { safeText } from "./safe";

/** Text that somebody typed, without the blanks around it and isolated from its line; a dash when there is none. */
export function Said({ text, max, empty = "—" }: { text: string; max?: number; empty?: string }) {
  const said = text.trim();
  return said === "" ? <>{empty}</> : <bdi>{safeText(said, max)}</bdi>;
}
