import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Notice, Panel, partStyles } from "../design/parts";
import { ReasonDialog } from "../design/ReasonDialog";
import { call, failed, failureOf, useCall, type Failure, type ImportedView, type KeptCard, type UndoView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { go } from "../router/route";
import { inSentence } from "../text/safe";
import styles from "./lists.module.css";

/** Imports of the past, each to be undone as a whole. */
export function Imports() {
  const { t } = useTranslation();
  const imports = useCall("imports", null);
  const rows = imports.data ?? [];
  if (rows.length === 0) return <FailureNotice failure={failed(imports)} />;
  return (
    <Panel title={t("lists.imports")} label={t("lists.imports")}>
      <ul className={partStyles.stack}>
        {rows.map((row) => (
          <Imported key={`${row.by} ${row.import}`} row={row} />
        ))}
      </ul>
    </Panel>
  );
}

function Imported({ row }: { row: ImportedView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const undo = useUndo(row.import);
  const by = row.own ? "" : `${inSentence(row.by, 40)} · `;
  const open = row.own && row.withdrawn < row.cards && !undo.done;
  return (
    <li className={partStyles.stack}>
      <div className={partStyles.line}>
        <strong>{inSentence(row.file, 60)}</strong>
        <span className={partStyles.muted}>
          {by}
          {moment(row.atMs, words.nowMs, words)} · {t("counted.cards", { count: row.cards })}
          {row.withdrawn > 0 ? ` · ${t("lists.withdrawn", { count: row.withdrawn })}` : ""}
          {row.claim ? ` · ${t("lists.claimOwn")}` : ""}
        </span>
        {open ? (
          <Button small look="danger" isPending={undo.running} onPress={() => setAsking(true)}>
            {t("lists.undo")}
          </Button>
        ) : null}
      </div>
      {undo.running && undo.view ? (
        <div className={partStyles.stack}>
          <progress className={styles.progress} aria-label={t("lists.progress")} value={undo.view.next} max={undo.view.next + undo.view.left} />
          <div role="status">{t("lists.undoing", { withdrawn: undo.view.withdrawn, left: undo.view.left })}</div>
          <div className={partStyles.line}>
            <Button small onPress={undo.stop}>
              {t("lists.stop")}
            </Button>
          </div>
        </div>
      ) : null}
      {undo.done && undo.view ? <Undone view={undo.view} /> : null}
      <FailureNotice failure={undo.failure} />
      <ReasonDialog
        title={t("lists.undoTitle")}
        explain={t("lists.undoExplain", { file: inSentence(row.file, 60) })}
        confirm={t("lists.undoConfirm")}
        open={asking}
        required
        of={`undo/${row.import}`}
        danger
        pending={false}
        failure={undefined}
        onClose={() => setAsking(false)}
        onConfirm={(reason) => {
          setAsking(false);
          void undo.run(reason);
        }}
      />
    </li>
  );
}

/** Takes an import back, some cards at a time. Stopped, it can be gone on with: what is taken back is so. */
function useUndo(of: string) {
  const [view, setView] = useState<UndoView>();
  const [running, setRunning] = useState(false);
  const [done, setDone] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const stopped = useRef(false);
  const run = async (reason: string) => {
    stopped.current = false;
    setRunning(true);
    setFailure(undefined);
    try {
      let so: UndoView = { withdrawn: 0, next: 0, left: 0, kept: [] };
      do {
        const step = await call("import_undo", { import: of, reason, from: so.next });
        so = { ...step, withdrawn: so.withdrawn + step.withdrawn, kept: [...so.kept, ...step.kept] };
        setView(so);
      } while (so.left > 0 && !stopped.current);
      setDone(so.left === 0);
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setRunning(false);
    }
  };
  const stop = () => {
    stopped.current = true;
  };
  return { view, running, done, failure, run, stop };
}

function Undone({ view }: { view: UndoView }) {
  const { t } = useTranslation();
  return (
    <Notice tone={view.kept.length > 0 ? "warn" : "good"}>
      {t("lists.undone", { cards: t("counted.cards", { count: view.withdrawn }) })}
      {view.kept.length > 0 ? (
        <>
          <p>{t("lists.kept", { count: view.kept.length })}</p>
          <ul>
            {view.kept.map((card) => (
              <Kept key={card.card} card={card} />
            ))}
          </ul>
        </>
      ) : null}
    </Notice>
  );
}

function Kept({ card }: { card: KeptCard }) {
  const { t } = useTranslation();
  const name = inSentence(card.company || card.person, 60);
  const acts = card.acts.map((act) => t(`lists.act.${act.replace(".", "_")}`, { defaultValue: t("lists.act.other") }));
  const by = card.by.map((who) => inSentence(who, 40));
  return (
    <li>
      <Button small look="quiet" onPress={() => go("lead", card.card)}>
        {name}
      </Button>{" "}
      {[...new Set(acts), ...by].join(" · ")}
    </li>
  );
}
