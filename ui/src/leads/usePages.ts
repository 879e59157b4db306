/**
 * A list of any length, a page at a time: only the pages in sight are asked for, each once until
 * something makes it stale.
 */
import { useQueries } from "@tanstack/react-query";
import { useCallback, useMemo, useRef, useState } from "react";

import { CallFailed, call, useCall, type Failure, type LeadListInput, type LeadRowView } from "../host";

export const PAGE = 100;

export type Filter = Omit<LeadListInput, "offset" | "limit">;

const pageInput = (filter: Filter, page: number): LeadListInput => ({ ...filter, offset: page * PAGE, limit: PAGE });

export interface Pages {
  count: number;
  capped: boolean;
  loading: boolean;
  failure: Failure | undefined;
  rowAt: (index: number) => LeadRowView | undefined;
  show: (first: number, last: number) => void;
}

export function usePages(filter: Filter): Pages {
  const [range, setRange] = useState<[number, number]>([0, 0]);
  const first = useCall("lead_list", pageInput(filter, 0), { keep: true });
  const pages = useMemo(() => {
    const [from, to] = [Math.floor(range[0] / PAGE), Math.floor(range[1] / PAGE)];
    return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((page) => page > 0);
  }, [range]);
  const rest = useQueries({
    queries: pages.map((page) => ({
      queryKey: ["lead_list", pageInput(filter, page)],
      queryFn: () => call("lead_list", pageInput(filter, page)),
    })),
  });
  const rows = new Map(pages.map((page, index) => [page, rest[index]?.data?.rows]));
  rows.set(0, first.data?.rows);
  const show = useCallback((from: number, to: number) => {
    setRange((old) => {
      const same = Math.floor(old[0] / PAGE) === Math.floor(from / PAGE) && Math.floor(old[1] / PAGE) === Math.floor(to / PAGE);
      return same ? old : [from, to];
    });
  }, []);
  const reached = useRef({ of: "", count: 0 });
  const of = JSON.stringify(filter);
  // A list whose count was capped grows as it is read, and does not shrink while it is read.
  if (reached.current.of !== of || !first.data?.capped) reached.current = { of, count: 0 };
  const count = Math.max(reached.current.count, reach(first.data?.total ?? 0, first.data?.capped ?? false, rows));
  reached.current.count = count;
  const error = first.error ?? rest.find((one) => one.error)?.error;
  return {
    count,
    capped: first.data?.capped ?? false,
    loading: first.isPending,
    failure: error instanceof CallFailed ? error.failure : undefined,
    rowAt: (index) => rows.get(Math.floor(index / PAGE))?.[index % PAGE],
    show,
  };
}

/** How far the list goes: where the count stopped at its limit, one page past the last full one. */
function reach(total: number, capped: boolean, rows: ReadonlyMap<number, readonly unknown[] | undefined>): number {
  if (!capped) return total;
  const last = Math.max(...[...rows].filter(([, page]) => page && page.length > 0).map(([page]) => page), 0);
  const full = (rows.get(last)?.length ?? 0) === PAGE;
  const seen = last * PAGE + (rows.get(last)?.length ?? 0);
  return Math.max(total, full ? seen + PAGE : seen);
}
