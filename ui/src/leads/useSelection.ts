/** Which leads of a list are selected: by card, so that they stay selected when the list is ordered anew. */
import { useRef, useState } from "react";

import { call, failureOf, type Failure, type LeadListInput } from "../host";
import { PAGE, type Pages } from "./usePages";

type List = Omit<LeadListInput, "offset" | "limit">;

export interface Selection {
  cards: ReadonlySet<string>;
  /** Whether there were more than can be selected at once. */
  capped: boolean;
  failure: Failure | undefined;
  toggle: (card: string) => void;
  /** Selects everything between the place where the stretch began and this one. */
  stretch: (from: number, to: number) => void;
  all: () => void;
  none: () => void;
  keep: (cards: Iterable<string>) => void;
}

const NONE: ReadonlySet<string> = new Set();

export function useSelection(list: List, pages: Pages, initial: ReadonlySet<string> = NONE): Selection {
  const [cards, setCards] = useState(initial);
  const [capped, setCapped] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  // Where the stretch began, what was selected before it, and where it has come to.
  const began = useRef<{ at: number; to: number; before: ReadonlySet<string> }>(undefined);
  const put = (next: Iterable<string>, more = false) => {
    setCards(new Set(next));
    setCapped(more);
    setFailure(undefined);
  };
  const attempt = async (what: () => Promise<void>) => {
    try {
      await what();
    } catch (thrown) {
      setFailure(failureOf(thrown));
    }
  };
  const stretch = (from: number, to: number) => {
    const known = began.current;
    const one = known && known.to === from ? { ...known, to } : { at: from, to, before: cards };
    began.current = one;
    void attempt(async () => {
      const between = await cardsBetween(list, pages, Math.min(one.at, to), Math.max(one.at, to));
      if (began.current === one) put([...one.before, ...between]);
    });
  };
  return {
    cards,
    capped,
    failure,
    toggle: (card) => {
      began.current = undefined;
      const next = new Set(cards);
      if (!next.delete(card)) next.add(card);
      put(next);
    },
    stretch,
    all: () =>
      void attempt(async () => {
        began.current = undefined;
        const found = await call("lead_cards", { ...list, offset: 0, limit: 1 });
        put(found.cards, found.capped);
      }),
    none: () => {
      began.current = undefined;
      put([]);
    },
    keep: (kept) => {
      began.current = undefined;
      put(kept);
    },
  };
}

/** The cards from one place to another: what is not in sight any more is asked for. */
async function cardsBetween(list: List, pages: Pages, first: number, last: number): Promise<string[]> {
  const cards: string[] = [];
  for (let at = first; at <= last; ) {
    const here = pages.rowAt(at);
    if (here) {
      cards.push(here.card);
      at += 1;
      continue;
    }
    const { rows } = await call("lead_list", { ...list, offset: at, limit: Math.min(PAGE, last - at + 1) });
    if (rows.length === 0) break;
    cards.push(...rows.map((row) => row.card));
    at += rows.length;
  }
  return cards;
}
