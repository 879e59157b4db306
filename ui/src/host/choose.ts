import { setHost, type Host } from "./host";
import { httpHost } from "./http";
import { inTauri, tauriHost } from "./tauri";

/** Chooses the host once, before the first screen. */
export async function chooseHost(): Promise<void> {
  setHost(await pick());
}

async function pick(): Promise<Host> {
  // The condition is a constant in a production build, so the demo data is not part of it.
  if (import.meta.env.DEV) {
    const asked = new URLSearchParams(window.location.search);
    if (asked.has("fake")) {
      const { fakeHost } = await import("./fake/host");
      return fakeHost(asked.get("as") ?? "wangfang", asked.get("state") ?? "open");
    }
  }
  return inTauri() ? tauriHost : httpHost;
}
