/**
 * Data comes by call through Query; nothing else fetches. A query is keyed by its name and arguments;
 * a command, or word from the host, makes stale whatever reads the topics it touched.
 */
import {
  QueryClient,
  keepPreviousData,
  useMutation,
  useQueries,
  useQuery,
  type UseMutationResult,
  type UseQueryOptions,
  type UseQueryResult,
} from "@tanstack/react-query";

import { CallFailed, failureOf } from "./failure";
import { CALLS, type Calls, type Failure, type Topic } from "./generated";
import { host, type CallName } from "./host";

/** The local database answers without a network: never pause, never repeat, never guess staleness. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: "always",
      retry: false,
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: "always", retry: false },
  },
});

/** Asks the host once; after a command, what it touched is stale. */
export async function call<N extends CallName>(name: N, args: Calls[N]["args"]): Promise<Calls[N]["reply"]> {
  try {
    const reply = await host().call(name, args);
    if (CALLS[name].command) invalidateTopics(CALLS[name].topics);
    return reply;
  } catch (thrown) {
    const failure = failureOf(thrown);
    // Somebody or something locked the workspace: go and look. Only there: whatever else is asked again is
    // locked again, and would look again, without end.
    if (failure.code === "locked") void queryClient.invalidateQueries({ queryKey: ["status"] });
    throw new CallFailed(failure);
  }
}

/** Whether a query's answer depends on one of these topics. */
export function reads(name: string, topics: readonly Topic[]): boolean {
  if (!(name in CALLS)) return false;
  const { command, topics: own } = CALLS[name as CallName];
  return !command && own.some((topic) => topics.includes(topic));
}

export function invalidateTopics(topics: readonly Topic[], client: QueryClient = queryClient): void {
  if (topics.length === 0) return;
  void client.invalidateQueries({ predicate: (query) => reads(String(query.queryKey[0]), topics) });
}

interface Options {
  enabled?: boolean;
  /** Show the former answer while a new one is on its way (search as you type). */
  keep?: boolean;
  refetchMs?: number;
}

export function useCall<N extends CallName>(
  name: N,
  args: Calls[N]["args"],
  { enabled = true, keep = false, refetchMs }: Options = {},
): UseQueryResult<Calls[N]["reply"], CallFailed> {
  return useQuery<Calls[N]["reply"], CallFailed>({
    queryKey: [name, args],
    queryFn: () => call(name, args),
    enabled,
    ...(keep ? { placeholderData: keepPreviousData } : {}),
    ...(refetchMs ? { refetchInterval: refetchMs } : {}),
  } as Parameters<typeof useQuery<Calls[N]["reply"], CallFailed>>[0]);
}

/** The same asked about several: an answer for each, in their order. */
export function useCalls<N extends CallName>(name: N, each: readonly Calls[N]["args"][]): (Calls[N]["reply"] | undefined)[] {
  const queries = each.map((args) => ({ queryKey: [name, args], queryFn: () => call(name, args) }));
  return useQueries({ queries: queries as unknown as UseQueryOptions<Calls[N]["reply"]>[] }).map(({ data }) => data as Calls[N]["reply"] | undefined);
}

/** A command with its progress and failure. */
export function useCommand<N extends CallName>(
  name: N,
): UseMutationResult<Calls[N]["reply"], CallFailed, Calls[N]["args"]> {
  return useMutation<Calls[N]["reply"], CallFailed, Calls[N]["args"]>({
    mutationFn: (args) => call(name, args),
  });
}

/** The failure of a query or command, if it has one. */
export function failed(of: { error: CallFailed | null }): Failure | undefined {
  return of.error?.failure;
}
