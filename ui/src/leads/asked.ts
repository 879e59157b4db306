/** From the capture screen one goes straight to taking back the card that was just signed. */
let asked = "";

export function askToWithdraw(card: string): void {
  asked = card;
}

/** Whether this card was asked for; answers once. */
export function wasAskedToWithdraw(card: string): boolean {
  const meant = asked === card;
  if (meant) asked = "";
  return meant;
}
