/**
 * The host on loopback, for tests and development. A call is `POST /call/{name}` with its arguments as
 * JSON; a failure answers 4xx with the failure as JSON. `GET /events?since=N` tells what went stale.
 */
import { CallFailed, isFailure } from "./failure";
import type { Topic } from "./generated";
import type { Host } from "./host";

const POLL_MS = 400;
const POLL_AFTER_ERROR_MS = 2000;
/** Browsers keep 64 KiB alive, and a character may take three bytes. */
const KEPT_ALIVE_MAX = 20_000;

interface Events {
  since: number;
  topics: Topic[];
}

export const httpHost: Host = {
  async call(name, args) {
    const reply = await post(`/call/${name}`, args);
    const body: unknown = await reply.json().catch(() => undefined);
    if (reply.ok) return body as never;
    throw new CallFailed(isFailure(body) ? body : { code: "host.unexpected", args: { detail: String(reply.status) } });
  },
  onStale(listener) {
    let stopped = false;
    void poll(listener, () => stopped);
    return () => {
      stopped = true;
    };
  },
};

async function post(path: string, args: unknown): Promise<Response> {
  const body = JSON.stringify(args ?? null);
  try {
    return await fetch(path, {
      method: "POST",
      // What a closing page still has to say arrives, as it does in the window; browsers allow that to
      // short texts only.
      keepalive: body.length < KEPT_ALIVE_MAX,
      headers: { "content-type": "application/json" },
      body,
    });
  } catch {
    throw new CallFailed({ code: "host.gone", args: {} });
  }
}

async function poll(listener: (topics: readonly Topic[]) => void, stopped: () => boolean): Promise<void> {
  let since = 0;
  while (!stopped()) {
    let wait = POLL_MS;
    try {
      const reply = await fetch(`/events?since=${since}`);
      const events = (await reply.json()) as Events;
      since = events.since;
      if (events.topics.length > 0 && !stopped()) listener(events.topics);
    } catch {
      wait = POLL_AFTER_ERROR_MS;
    }
    await new Promise((done) => setTimeout(done, wait));
  }
}
