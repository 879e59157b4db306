/** Looks at every row before it is imported, a hundred at a time: the window stays answerable. */
import { useEffect, useState } from "react";

import { call, failureOf, type Failure, type ImportRow, type ImportView } from "../host";

const AT_ONCE = 100;
/** So many rows of each sort are shown; the others are counted. */
const SHOWN_MAX = 100;

export type Becomes = "card" | "known" | "wrong";

export interface Seen {
  looked: number;
  counts: Record<Becomes, number>;
  rows: Record<Becomes, ImportRow[]>;
  failure: Failure | undefined;
}

const nothing = (): Seen => ({
  looked: 0,
  counts: { card: 0, known: 0, wrong: 0 },
  rows: { card: [], known: [], wrong: [] },
  failure: undefined,
});

export function usePreview(view: ImportView): Seen {
  const [seen, setSeen] = useState(nothing);
  const plan = JSON.stringify(view.plan);
  useEffect(() => {
    let gone = false;
    const look = async () => {
      let so = nothing();
      setSeen(so);
      while (!gone && so.looked < view.rows) {
        const rows = await call("import_rows", { from: so.looked, count: AT_ONCE });
        if (rows.length === 0) return;
        so = { ...so, looked: so.looked + rows.length, counts: { ...so.counts }, rows: { ...so.rows } };
        for (const row of rows) {
          const becomes = row.becomes as Becomes;
          so.counts[becomes] += 1;
          if (so.rows[becomes].length < SHOWN_MAX) so.rows[becomes] = [...so.rows[becomes], row];
        }
        if (!gone) setSeen(so);
      }
    };
    look().catch((thrown: unknown) => {
      if (!gone) setSeen((before) => ({ ...before, failure: failureOf(thrown) }));
    });
    return () => {
      gone = true;
    };
  }, [view.file, view.rows, plan]);
  return seen;
}
