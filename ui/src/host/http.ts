/**
 * The host on loopback, for tests and development. A call is `POST /call/{name}` with its arguments as
 * JSON; a failure answers 4xx with the failure as JSON. `GET /events?since=N` tells what went stale.
 */
import { CallFailed, isFailure } from "./failure";
import type { Topic } from "./generated";
import type { Host } from "./host";

const POLL_MS = 400;
const POLL_AFTER_ERROR_MS = 2000;

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
  try {
    return await fetch(path, {
      method: "POST",
      // What a closing page still has to say arrives, as it does in the window.
      keepalive: true,
      headers: { "content-type": "application/json" },
      body: JSON.stringify(args ?? null),
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
