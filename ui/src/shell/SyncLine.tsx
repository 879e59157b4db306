import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import { useCommand } from "../host";
import { failureText } from "../i18n/failure";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { keyOf, useAction } from "../keyboard/useAction";
import type { Words } from "../ruling/sentence";
import { lineText, lineTone, unended } from "../sync/line";
import { useLine, type Watched } from "../sync/useLine";
import styles from "./shell.module.css";

/** One line that always tells the truth about what has left this laptop. */
export function SyncLine() {
  const { t } = useTranslation();
  const words = useWords();
  const line = useLine();
  const sync = useCommand("sync_now");
  useAction("sync.now", () => sync.mutate(null));
  return (
    <footer className={styles.sync} aria-label={t("sync.line")}>
      <span className={styles.dot} data-tone={tone(line)} aria-hidden="true" />
      <span className={styles.syncText} role="status" data-testid="sync-line">
        {said(line, words)}
      </span>
      <a href="#/sync">{t("sync.why")}</a>
      <Button small isPending={sync.isPending || line.view?.state === "syncing"} onPress={() => sync.mutate(null)}>
        {t("action.sync.now")} <Key of={keyOf("sync.now")} />
      </Button>
    </footer>
  );
}

function tone({ view, failure, silentMs }: Watched): string {
  if (failure) return "bad";
  return view ? lineTone(view, silentMs) : "plain";
}

function said({ view, failure, silentMs }: Watched, words: Words): string {
  const { t } = words;
  if (!failure) return view ? lineText(view, words, silentMs) : t("common.working");
  const why = failureText(failure, t);
  const last = view?.lastMs ?? null;
  return last === null ? why : t("sync.parts", { head: unended(why), tail: t("sync.last", { at: moment(last, words.nowMs, words) }) });
}
