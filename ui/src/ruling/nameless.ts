import type { RulingCardView } from "../host/generated";

/** What stands where a card shows no customer's name, as a key of the language files. */
export function nameless(card: Pick<RulingCardView, "text">): string {
  switch (card.text) {
    case "erased":
      return "leads.erased";
    case "known":
      return "capture.unknownCompany";
    default:
      return "card.hidden";
  }
}
