import { useEffect, useRef, useState } from "react";

import { useCall, type CardInput, type DuplicateHint, type NeighbourHint } from "../host";
import { emptyCard, worthComparing } from "./card";
import type { FormState } from "./form";
import { useSettled } from "./useCapture";

/** Longer than for what is on this laptop: a question costs a neighbour something, and is counted. */
const ASK_AFTER_MS = 350;
/** How long the card that was signed a moment ago is still asked about: Enter is quicker than a neighbour. */
const LEFT_MS = 60_000;

export interface Neighbours {
  hints: readonly NeighbourHint[];
  /** The card that they are about, if it has left the form. */
  left: CardInput | undefined;
  /** Colleagues' cards of the same customer that have come to this laptop since: neighbours are asked of no such card. */
  here: readonly DuplicateHint[];
}

/**
 * What colleagues' laptops at the booth say of the customer that is being typed, or was until a moment ago.
 * Nothing waits for it; an answer is shown when it comes, and goes as soon as what it was asked for is corrected.
 * Signing begins an exchange: if the colleague's card comes with it, this laptop tells of it in the neighbour's place.
 */
export function useNeighbours({ input, turn }: FormState): Neighbours {
  const settled = useSettled(input, ASK_AFTER_MS);
  const before = useLeft(input, turn);
  const left = worthComparing(input) ? undefined : before;
  const typed = worthComparing(input) && who(settled) === who(input) ? settled : undefined;
  const about = typed ?? left;
  const { card, fair, company, phone, email, creditCode, site } = about ?? input;
  const asked = { ...emptyCard(fair), card, company, phone, email, creditCode, site };
  const answers = useCall("neighbours", asked, { enabled: about !== undefined });
  const known = useCall("duplicates", left ?? input, { enabled: left !== undefined });
  const here = left ? (known.data ?? []).filter((hint) => hint.card !== "" && !hint.own) : [];
  return { hints: about ? (answers.data ?? []) : [], left, here };
}

/** The card that was in the form before, for a while. */
function useLeft(input: CardInput, turn: number): CardInput | undefined {
  const last = useRef({ input, turn });
  const [left, setLeft] = useState<CardInput>();
  useEffect(() => {
    const before = last.current;
    last.current = { input, turn };
    if (before.turn !== turn) setLeft(worthComparing(before.input) ? before.input : undefined);
  }, [input, turn]);
  useEffect(() => {
    if (!left) return;
    const timer = setTimeout(() => setLeft(undefined), LEFT_MS);
    return () => clearTimeout(timer);
  }, [left]);
  return left;
}

function who({ company, phone, email, creditCode, site }: CardInput): string {
  return JSON.stringify([company, phone, email, creditCode, site]);
}
