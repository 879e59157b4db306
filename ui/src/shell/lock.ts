import { captureForm } from "../capture/form";
import { call, queryClient } from "../host";
import { forgetRecent } from "../palette/recent";
import { forgetList } from "../leads/LeadsScreen";
import { forgetUndo } from "../undo/undo";
import { reasons } from "../design/reasons";
import { forgetKept } from "./kept";
import { forgetArrivals } from "./useArrival";

/** Locks the workspace; what was being typed is put on disk first. */
export async function lockNow(): Promise<void> {
  await captureForm.flush().catch(() => undefined);
  await call("lock", null).catch(() => undefined);
}

/** Once the workspace is closed nothing of it stays in this window's memory. */
export function forget(): void {
  captureForm.reset();
  forgetList();
  forgetRecent();
  forgetUndo();
  forgetKept();
  reasons.forgetAll();
  forgetArrivals();
  queryClient.removeQueries({ predicate: (query) => query.queryKey[0] !== "status" });
}
