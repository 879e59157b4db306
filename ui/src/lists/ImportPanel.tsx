import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Notice, Panel, partStyles } from "../design/parts";
import { useCall, type ImportView } from "../host";
import { inSentence } from "../text/safe";
import { FilePlace } from "./FilePlace";
import styles from "./lists.module.css";
import { PlanForm } from "./PlanForm";
import { Preview } from "./Preview";
import { useImport } from "./useImport";

/** From a file to signed cards: choose, say what the columns are, look at what will become of each row, import. */
export function ImportPanel() {
  const { t } = useTranslation();
  const list = useImport();
  const { now } = list;
  const phase = now === null ? "choose" : list.running ? "running" : now.done > 0 ? "stopped" : "plan";
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that led here went with what it stood in.
    if (document.activeElement === document.body) box.current?.focus();
  }, [phase]);
  return (
    <Panel title={t("lists.import")} label={t("lists.import")}>
      <div ref={box} tabIndex={-1} className={partStyles.stack}>
        {now === null ? <FilePlace onOpened={list.opened} /> : null}
        {now === null && list.result === undefined ? <p className={partStyles.muted}>{t("lists.importNote")}</p> : null}
        {now === null && list.result ? <Result view={list.result} /> : null}
        {now ? <FileLine view={now} /> : null}
        {now && now.done === 0 && !list.running ? (
          <>
            <PlanForm view={now} onPlan={(plan) => void list.plan(plan)} />
            <Preview view={now} />
            <div className={partStyles.line}>
              <Button look="primary" onPress={() => void list.run()}>
                {t("lists.start")}
              </Button>
              <Button onPress={() => void list.giveUp()}>{t("lists.dismiss")}</Button>
            </div>
          </>
        ) : null}
        {now && (now.done > 0 || list.running) ? (
          <Running view={now} running={list.running} onStop={list.stop} onGoOn={() => void list.run()} onGiveUp={() => void list.giveUp()} />
        ) : null}
        <FailureNotice failure={list.failure} />
      </div>
    </Panel>
  );
}

function FileLine({ view }: { view: ImportView }) {
  const { t } = useTranslation();
  const encoding = view.encoding ? ` · ${view.encoding}` : "";
  return (
    <div>
      <strong>{inSentence(view.file, 60)}</strong>{" "}
      <span className={partStyles.muted}>
        {t(`lists.kind.${view.kind}`)}
        {encoding} · {t("lists.rows", { count: view.rows })}
        {view.repeated > 0 ? ` · ${t("lists.repeated", { count: view.repeated })}` : ""}
      </span>
    </div>
  );
}

interface RunningProps {
  view: ImportView;
  running: boolean;
  onStop: () => void;
  onGoOn: () => void;
  onGiveUp: () => void;
}

function Running({ view, running, onStop, onGoOn, onGiveUp }: RunningProps) {
  const { t } = useTranslation();
  return (
    <div className={partStyles.stack}>
      <progress className={styles.progress} aria-label={t("lists.progress")} value={view.done} max={view.rows} />
      <div role="status">{t("lists.done", { done: view.done, rows: view.rows, signed: view.signed })}</div>
      <div className={partStyles.line}>
        {running ? (
          <Button onPress={onStop}>{t("lists.stop")}</Button>
        ) : (
          <>
            <Button look="primary" onPress={onGoOn}>
              {t("lists.goOn")}
            </Button>
            <Button onPress={onGiveUp}>{t("lists.giveUp")}</Button>
          </>
        )}
      </div>
    </div>
  );
}

/** What came of an import, until it is taken back: then the list below says so. */
function Result({ view }: { view: ImportView }) {
  const { t } = useTranslation();
  const imports = useCall("imports", null);
  const now = imports.data?.find((row) => row.own && row.import === view.import);
  if (now && now.withdrawn > 0) return <p className={partStyles.muted}>{t("lists.importNote")}</p>;
  return (
    <Notice tone="good">
      {t("lists.result", { file: inSentence(view.file, 60), cards: t("counted.cards", { count: view.signed }), known: view.known, wrong: view.wrong })}
    </Notice>
  );
}
