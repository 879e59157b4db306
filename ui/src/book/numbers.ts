/** What the rulebook's numbers are called. */
import type { TFunction } from "i18next";

/** In words, and by its id where a newer company has one that this program does not know. */
export function numberName(id: string, t: TFunction): string {
  return t(`parameter.${id.replaceAll(".", "_")}`, { defaultValue: id });
}
