/** Names of what the book refers to by id; the id itself where nobody knows a name. */
import type { BookView } from "../host";

export const optional = (id: string): string | null => (id === "" ? null : id);

export function personName(book: BookView, id: string | null): string {
  return id === null || id === "" ? "" : (book.people.find((row) => row.entry.id === id)?.entry.name ?? id);
}

export function territoryName(book: BookView, id: string | null): string {
  return id === null || id === "" ? "" : (book.territories.find((row) => row.entry.id === id)?.entry.name ?? id);
}

export function divisionName(book: BookView, id: string | null): string {
  return id === null || id === "" ? "" : (book.divisions.find((row) => row.id === id)?.name ?? id);
}

/** Who may supervise what a territory hosts (FAIR-01). */
export function managersOf(book: BookView, territory: string) {
  return book.people.filter((row) => !row.left && row.entry.roles.includes("regional_manager") && row.entry.territory === territory);
}
