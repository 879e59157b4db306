/** From the list one goes straight to correcting the card at hand. */
let asked = "";

export function askToCorrect(card: string): void {
  asked = card;
}

/** Whether this card was asked for; answers once. */
export function wasAsked(card: string): boolean {
  const meant = asked === card;
  if (meant) asked = "";
  return meant;
}
