/**
 * Serves the production build as the window would have it, with its content security policy, and answers
 * calls from the fake host: `npm run build && npm run loopback -- [port] [person] [state]`. For looking and for
 * browser tests before the real loopback host is up; it is never shipped.
 */
import { createReadStream, existsSync } from "node:fs";
import { createServer as createHttp } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

import { createServer as createVite } from "vite";

const [port = "5192", person = "wangfang", state = "open"] = process.argv.slice(2);
const root = fileURLToPath(new URL("..", import.meta.url));
const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml" };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

const vite = await createVite({ root, configFile: join(root, "vite.config.ts"), server: { middlewareMode: true, hmr: false, ws: false }, appType: "custom", logLevel: "error" });
const { fakeHost } = await vite.ssrLoadModule("/src/host/fake/host.ts");
const host = fakeHost(person, state);
const stale = [];
host.onStale((topics) => stale.push(topics));

createHttp(async (request, reply) => {
  const url = new URL(request.url ?? "/", "http://loopback");
  const json = (status, body) => reply.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (url.pathname === "/events") {
    const since = Number(url.searchParams.get("since") ?? 0);
    return json(200, { since: stale.length, topics: [...new Set(stale.slice(since).flat())] });
  }
  if (url.pathname.startsWith("/call/")) {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const args = JSON.parse(Buffer.concat(chunks).toString() || "null");
    return host.call(url.pathname.slice(6), args).then(
      (answer) => json(200, answer),
      (thrown) => json(422, thrown.failure ?? { code: "host.unexpected", args: { detail: String(thrown) } }),
    );
  }
  const file = join(root, "dist", normalize(url.pathname === "/" ? "/index.html" : url.pathname));
  if (!file.startsWith(join(root, "dist")) || !existsSync(file)) return json(404, null);
  reply.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream", "content-security-policy": CSP });
  createReadStream(file).pipe(reply);
}).listen(Number(port), "127.0.0.1", () => console.log(`http://127.0.0.1:${port} as ${person}`));
