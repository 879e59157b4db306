/**
 * What a browser test plays on: the demo's server and the loopback hosts of its people, each on a free
 * port with data of its own in one temporary folder. Everything ends with the test's process, however
 * that ends. Binaries come from `target/debug`, or from the folder named by FAIRLEAD_BIN; the
 * screens from `ui/dist`, or from FAIRLEAD_SCREENS.
 */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const BIN = process.env.FAIRLEAD_BIN ?? join(ROOT, "target", "debug");
const SCREENS = process.env.FAIRLEAD_SCREENS ?? join(ROOT, "ui", "dist");

const START_MS = 60_000;
const STDERR_KEPT = 4_000;

/** The passphrase of every demo person. */
export const PASSPHRASE = "fairlead-demo";
export const FAIR = "F1";
export const DAY = "2026-03-12";

/** Where a program of ours lies. */
export const built = (name) => join(BIN, name);

const running = new Set();
const folders = new Set();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));

/** A program of ours that prints its address first. */
class Program {
  /** @param {string} name @param {readonly string[]} args */
  static async start(name, args, env = {}) {
    const program = new Program(name, args, env);
    program.address = await program.firstLine();
    return program;
  }

  constructor(name, args, env) {
    this.name = name;
    this.errors = "";
    this.child = spawn(join(BIN, name), args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, ...env } });
    running.add(this.child);
    this.child.stderr.on("data", (chunk) => {
      this.errors = (this.errors + chunk).slice(-STDERR_KEPT);
    });
    this.ended = new Promise((done) => {
      this.child.once("error", done);
      this.child.once("close", done);
    });
    void this.ended.then(() => running.delete(this.child));
  }

  firstLine() {
    return new Promise((done, fail) => {
      let text = "";
      const gone = () => fail(new Error(`${this.name} said no address. Is it built? cargo build -p sync-server -p dev-host\n${this.errors}`));
      const timer = setTimeout(gone, START_MS);
      void this.ended.then(gone);
      this.child.stdout.on("data", (chunk) => {
        text += chunk;
        if (!text.includes("\n")) return;
        clearTimeout(timer);
        done(text.split("\n", 1)[0].trim());
      });
    });
  }

  /** Ends it as a power cut would. */
  async kill() {
    this.child.kill("SIGKILL");
    await this.ended;
  }
}

/** A call that was answered with a failure. */
export class Refused extends Error {
  constructor(name, failure) {
    super(`${name}: ${JSON.stringify(failure)}`);
    this.failure = failure;
  }
}

/** One person's laptop: the window's backend over HTTP. */
export class Laptop {
  /** @param {Stage} stage @param {string} person @param {readonly string[]} args */
  constructor(stage, person, args, env = {}) {
    this.person = person;
    this.env = env;
    this.folder = join(stage.folder, person);
    this.args = ["--data", this.folder, "--screens", SCREENS, ...args];
  }

  async start(port = 0) {
    this.program = await Program.start("dev-host", [...this.args, "--port", String(port)], this.env);
    this.url = this.program.address;
    return this;
  }

  kill() {
    return this.program.kill();
  }

  /** The same laptop switched on again, at the same address, so that an open page finds it. */
  again() {
    return this.start(Number(new URL(this.url).port));
  }

  async call(name, args = null) {
    const reply = await fetch(`${this.url}/call/${name}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(args),
    });
    const body = await reply.json();
    if (!reply.ok) throw new Refused(name, body);
    return body;
  }

  unlock() {
    return this.call("unlock", { passphrase: PASSPHRASE });
  }

  /** Signs a card without a screen. */
  sign(card) {
    return this.call("card_sign", typed(card));
  }

  async handIn() {
    await this.call("hand_in_server", { fair: FAIR, day: DAY, paper: 0 });
  }
}

export class Stage {
  static async open() {
    const stage = new Stage();
    await stage.serve(0);
    return stage;
  }

  async serve(port) {
    this.server = await Program.start("fairlead-server", ["demo", "--data", join(this.folder, "server"), "--port", String(port)]);
  }

  /** The server switched on again, where it was. */
  serverAgain() {
    return this.serve(Number(new URL(this.server.address).port));
  }

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), "fairlead-e2e-"));
    folders.add(this.folder);
    this.laptops = [];
  }

  /** A laptop of the demo, unlocked unless the test wants to do that itself; `alone` where the hall isolates its clients. */
  async laptop(person, { locked = false, alone = false } = {}) {
    const laptop = new Laptop(this, person, ["--demo", this.server.address, "--as", person, ...(alone ? ["--alone"] : [])]);
    this.laptops.push(await laptop.start());
    if (!locked) await laptop.unlock();
    return laptop;
  }

  /** Moves the demo's clock, and waits until every laptop has heard of it. */
  async moveTo(stop) {
    const [first] = this.laptops;
    await first.call("demo_move", { to: stop });
    const now = async (laptop) => (await laptop.call("status")).demo.nowMs;
    const moved = await now(first);
    for (const laptop of this.laptops) await until("the moved clock", async () => (await now(laptop)) >= moved);
  }

  /** The demo's chooser, where nobody is anybody yet. */
  async chooser() {
    const laptop = new Laptop(this, "chooser", ["--demo", this.server.address]);
    this.laptops.push(await laptop.start());
    return laptop;
  }

  /** A laptop on which nobody has enrolled, outside the demo. */
  async newLaptop({ keychain } = {}) {
    const laptop = keychain ? new Laptop(this, "new", ["--keychain"], keychain.env) : new Laptop(this, "new", []);
    this.laptops.push(await laptop.start());
    return laptop;
  }

  async close() {
    await Promise.all(this.laptops.map((laptop) => laptop.kill()));
    await this.server.kill();
    rmSync(this.folder, { recursive: true, force: true });
    folders.delete(this.folder);
  }
}

/** A card with everything that a test does not care about. */
export function typed(card) {
  return { fair: FAIR, source: "conversation", matter: "询价", ...card };
}

/** Asks until the answer is there; a laptop learns of another's deeds a moment later. */
export async function until(what, ask, within = 60_000) {
  const end = Date.now() + within;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${within} ms in vain for ${typeof what === "function" ? await what() : what}`);
    await new Promise((done) => setTimeout(done, 60));
  }
}
