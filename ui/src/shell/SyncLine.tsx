import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import { useCall, useCommand, type SyncLineView } from "../host";
import { failureText } from "../i18n/failure";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import type { Words } from "../ruling/sentence";
import { keyOf } from "../keyboard/useAction";
import styles from "./shell.module.css";

/** One line that always tells the truth about what has left this laptop. */
export function SyncLine() {
  const { t } = useTranslation();
  const words = useWords();
  const line = useCall("sync_line", null);
  const sync = useCommand("sync_now");
  const view = line.data;
  return (
    <footer className={styles.sync} aria-label={t("sync.line")}>
      <span className={styles.dot} data-tone={view ? tone(view) : "plain"} aria-hidden="true" />
      <span className={styles.syncText} role="status" data-testid="sync-line">
        {view ? syncText(view, words) : line.error ? failureText(line.error.failure, t) : t("common.working")}
      </span>
      <a href="#/sync">{t("sync.why")}</a>
      <Button small isPending={sync.isPending || view?.state === "syncing"} onPress={() => sync.mutate(null)}>
        {t("action.sync.now")} <Key of={keyOf("sync.now")} />
      </Button>
    </footer>
  );
}

function tone(view: SyncLineView): string {
  if (view.state === "failed" || view.state === "notOurs") return "bad";
  if (view.state === "done" && view.unsent === 0) return "good";
  return "warn";
}

export function syncText(view: SyncLineView, words: Words): string {
  const { t } = words;
  const last = view.lastMs === null ? t("sync.never") : t("sync.last", { at: moment(view.lastMs, words.nowMs, words) });
  const unsent = view.unsent > 0 ? t("sync.unsent", { count: view.unsent }) : t("sync.nothingUnsent");
  switch (view.state) {
    case "syncing":
      return t("sync.syncing", { pushed: view.pushed, pulled: view.pulled });
    // Nothing has been tried since the workspace was opened: what is known is what is unsent.
    case "":
    case "done":
      return t("sync.parts", { head: unsent, tail: last });
    case "notOurs":
      return t("sync.three", { head: t("sync.notOurs"), unsent, last });
    case "failed": {
      const why = failureText({ code: view.problem || "sync.failed", args: {} }, t);
      return t("sync.three", { head: why, unsent, last });
    }
    default:
      return t("sync.three", { head: t("sync.offline"), unsent, last });
  }
}
