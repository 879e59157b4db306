/** The host in the window: one command, one event, and the system's choice of a file. */
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import { CallFailed, failureOf } from "./failure";
import type { Topic } from "./generated";
import type { Host } from "./host";

export const tauriHost: Host = {
  async call(name, args) {
    try {
      return await invoke("call", { name, args });
    } catch (thrown) {
      throw new CallFailed(failureOf(thrown));
    }
  },
  async choosePath(what, title) {
    // The one command of the dialog plugin that the window's capabilities allow; it gives a path and nothing of
    // what is in the file.
    const path = await invoke<string | null>("plugin:dialog|open", { options: { title, directory: what === "folder", multiple: false } });
    return path ?? undefined;
  },
  zoom(times) {
    // Where the system's web view cannot, everything stays as large as it is.
    invoke("plugin:webview|set_webview_zoom", { value: times }).catch(() => undefined);
  },
  onStale(listener) {
    const stop = listen<{ topics: Topic[] }>("stale", (event) => listener(event.payload.topics));
    return () => void stop.then((unlisten) => unlisten());
  },
};

export function inTauri(): boolean {
  return "__TAURI_INTERNALS__" in window;
}
