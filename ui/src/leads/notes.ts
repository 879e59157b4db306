/** What people write beside a card: names of fields, and what a person has seen of one. */
import type { NoteFieldView, NoteTextView } from "../host";

/** The fields that every card has, in the order in which they are asked. */
export const USUAL = ["need", "preference", "wechat", "website", "contacts", "note"] as const;

/** The fields that are asked where few read. */
export const FEW = ["note", "contacts"] as const;

/** Usual fields first, each there once even when nobody has written in it; then what colleagues made up. */
export function allFields(written: readonly NoteFieldView[], asked: readonly string[] = USUAL): NoteFieldView[] {
  const usual = asked.map((name) => written.find((field) => field.name === name) ?? { name, texts: [] });
  const others = written.filter((field) => !asked.includes(field.name));
  return [...usual, ...others.sort((a, b) => a.name.localeCompare(b.name))];
}

/** What a person has seen, who has seen these texts. */
export function marks(texts: readonly NoteTextView[]): string[] {
  return texts.flatMap((text) => text.seen).sort();
}

/** Whether somebody has to choose: texts that were written by people who did not see each other's. */
export function isOpen(field: NoteFieldView): boolean {
  return field.texts.length > 1;
}

/** Several texts in one, for whoever wants to make one of them. */
export function together(texts: readonly NoteTextView[]): string {
  return texts.map((one) => one.text).filter((text) => text.trim() !== "").join("\n");
}
