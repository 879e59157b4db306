import { QueryClient } from "@tanstack/react-query";
import { describe, expect, test } from "vitest";

import { CallFailed, failureOf } from "../src/host/failure";
import { fakeHost } from "../src/host/fake/host";
import { CALLS } from "../src/host/generated";
import { setHost } from "../src/host/host";
import { call, invalidateTopics, queryClient, reads } from "../src/host/query";

describe("topics", () => {
  test("a query goes stale by the topics that it reads", () => {
    expect(reads("lead_list", ["leads"])).toBe(true);
    expect(reads("lead_list", ["sync"])).toBe(false);
    expect(reads("evening", ["desks"])).toBe(true);
    expect(reads("card_sign", ["leads"])).toBe(false);
    expect(reads("something_else", ["leads"])).toBe(false);
  });

  test("only what reads a touched topic is made stale", () => {
    const client = new QueryClient();
    client.setQueryData(["lead_list", { view: "mine" }], {});
    client.setQueryData(["sync_line", null], {});
    invalidateTopics(["leads"], client);
    expect(client.getQueryState(["lead_list", { view: "mine" }])?.isInvalidated).toBe(true);
    expect(client.getQueryState(["sync_line", null])?.isInvalidated).toBe(false);
  });

  test("a command makes stale what it touches; a query does not", async () => {
    setHost(fakeHost("wangfang"));
    queryClient.setQueryData(["day", { day: "2026-03-12" }], {});
    queryClient.setQueryData(["people", null], []);
    await call("session", null);
    expect(queryClient.getQueryState(["day", { day: "2026-03-12" }])?.isInvalidated).toBe(false);
    await call("changes_seen", null);
    expect(queryClient.getQueryState(["day", { day: "2026-03-12" }])?.isInvalidated).toBe(true);
    expect(queryClient.getQueryState(["people", null])?.isInvalidated).toBe(false);
  });

  test("signing touches every list that may show the card", () => {
    for (const query of ["lead_list", "day", "capture_view", "evening", "duplicates"]) {
      expect(reads(query, CALLS.card_sign.topics)).toBe(true);
    }
  });
});

describe("failures", () => {
  test("a failure crosses with its code and arguments", async () => {
    setHost(fakeHost("wangfang", "locked"));
    const failed = await call("unlock", { passphrase: "wrong" }).catch((thrown: unknown) => thrown);
    expect(failed).toBeInstanceOf(CallFailed);
    expect((failed as CallFailed).failure.code).toBe("unlock.wrong");
    expect(Number((failed as CallFailed).failure.args.retryAfterMs)).toBeGreaterThan(0);
  });

  test("an answer that all is locked looks at the status again, and at nothing that would say the same", async () => {
    setHost({ ...fakeHost("wangfang"), call: () => Promise.reject({ code: "locked", args: {} }) });
    const [locked, status] = [["by_login", null], ["status", null]];
    queryClient.setQueryData(locked, {});
    queryClient.setQueryData(status, {});
    await call("session", null).catch(() => undefined);
    expect(queryClient.getQueryState(status)?.isInvalidated).toBe(true);
    // Asked again, it would be locked again, and end the look at the status each time before it is over.
    expect(queryClient.getQueryState(locked)?.isInvalidated).toBe(false);
  });

  test("anything else that is thrown has a code too", () => {
    expect(failureOf(new Error("boom"))).toEqual({ code: "host.unexpected", args: { detail: "boom" } });
    expect(failureOf({ code: "store", args: {} })).toEqual({ code: "store", args: {} });
  });
});

test("queries never pause, repeat or grow stale by themselves", () => {
  const { queries } = queryClient.getDefaultOptions();
  expect(queries).toMatchObject({ networkMode: "always", retry: false, staleTime: Infinity });
});
