import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { openUnsigned } from "../capture/openDraft";
import { useSettled } from "../capture/useCapture";
import { Key } from "../design/Button";
import { Dialog } from "../design/Dialog";
import { FailureNotice } from "../design/parts";
import { useCall, type Failure } from "../host";
import { isEnter, isTyping } from "../keyboard/ime";
import { canRun, runAction } from "../keyboard/useAction";
import { newest } from "../leads/arrangement";
import { go, type Desk, type Route } from "../router/route";
import { actEntries, leadEntry, type Entry } from "./entries";
import styles from "./palette.module.css";
import { recent } from "./recent";

interface Props {
  open: boolean;
  onClose: () => void;
  desks: readonly Desk[];
  desk: Route["desk"];
}

/** Everything that can be done, and every customer, by a few letters. */
export function Palette({ open, onClose, ...place }: Props) {
  const { t } = useTranslation();
  const [failure, setFailure] = useState<Failure>();
  const before = useRef<Element | null>(null);
  if (open && before.current === null) before.current = document.activeElement;
  if (!open && before.current !== null) before.current = null;
  const run = (entry: Entry) => {
    const from = before.current;
    if (entry.lead?.draft) {
      void openUnsigned(entry.lead.card).then((failed) => (failed ? setFailure(failed) : onClose()));
      return;
    }
    onClose();
    afterwards(from, () => (entry.lead ? go("lead", entry.lead.card) : entry.action && runAction(entry.action.id)));
  };
  return (
    <Dialog title={t("palette.title")} open={open} onClose={onClose} wide>
      <Search {...place} onRun={run} />
      <FailureNotice failure={failure} />
    </Dialog>
  );
}

/** Two frames: the dialog has gone and given the focus back, and the act finds the window as it was. */
function afterwards(from: Element | null, act: () => void): void {
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
      act();
    }),
  );
}

/** A name is being looked for, not a page of text. */
const ASKED_CHARS_MAX = 60;
const FOUND_MAX = 8;
const SEARCH_AFTER_MS = 100;
const PAGE_ROWS = 8;

function Search({ desks, desk, onRun }: { desks: readonly Desk[]; desk: Route["desk"]; onRun: (entry: Entry) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState<string>();
  const query = text.trim();
  const asked = useSettled(query, SEARCH_AFTER_MS);
  const found = useCall("lead_list", newest("all", asked, FOUND_MAX), { enabled: asked !== "", keep: true });
  const rows = query === "" ? undefined : found.data?.rows;
  const groups = useMemo(() => {
    const acts = actEntries(query, { desks, desk, canRun }, t);
    const leads = query === "" ? recent().map((row) => leadEntry(row, "recent", t)) : (rows ?? []).map((row) => leadEntry(row, "leads", t));
    return grouped([...leads, ...acts], query === "");
  }, [query, rows, desks, desk, t]);
  const entries = groups.flatMap((group) => group.entries);
  const at = Math.max(0, entries.findIndex((entry) => entry.id === chosen));
  const active = entries[at];
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [active?.id]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.nativeEvent)) {
      // Escape that gives a composition up is not for the dialog.
      event.stopPropagation();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE_ROWS, PageUp: -PAGE_ROWS }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      const to = Math.abs(step) === 1 ? (at + step + entries.length) % entries.length : Math.max(0, Math.min(entries.length - 1, at + step));
      setChosen(entries[to]?.id);
    } else if (isEnter(event.nativeEvent)) {
      event.preventDefault();
      // What was found for the text before is still shown while the new one is searched for; it is not meant.
      const stale = active?.group === "leads" && (asked !== query || found.isPlaceholderData);
      if (active && active.group !== "notNow" && !stale) onRun(active);
    }
  };
  return (
    <div className={styles.palette}>
      <input
        autoFocus
        className={styles.input}
        role="combobox"
        aria-label={t("palette.title")}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={active ? `${id}-${at}` : undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        spellCheck={false}
        maxLength={ASKED_CHARS_MAX}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setChosen(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t("palette.title")} className={styles.list}>
        {groups.map((group) => (
          <div key={group.name} role="group" aria-labelledby={`${id}-${group.name}`}>
            <div id={`${id}-${group.name}`} role="presentation" className={styles.group}>
              {t(`palette.${group.name}`)}
            </div>
            {group.entries.map((entry) => {
              const index = entries.indexOf(entry);
              return (
                <div
                  key={entry.id}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  aria-disabled={entry.group === "notNow" || undefined}
                  className={styles.entry}
                  // The field keeps the focus.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => entry.group !== "notNow" && onRun(entry)}
                >
                  <span className={styles.name}>{entry.text}</span>
                  {entry.note ? <span className={styles.noteText}>{entry.note}</span> : null}
                  {entry.action?.key ? <Key of={entry.action.key} /> : null}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <p className={styles.foot}>
        <span id={`${id}-hint`}>{t("palette.hint")}</span>
        <span role="status">{entries.length > 0 ? t("palette.found", { count: entries.length }) : found.isFetching || asked !== query ? "" : t("palette.nothing")}</span>
      </p>
    </div>
  );
}

interface Group {
  name: Entry["group"];
  entries: Entry[];
}

/** Of what is typed acts come first if one fits; with nothing typed, what was just looked at. */
function grouped(entries: readonly Entry[], fresh: boolean): Group[] {
  const order: readonly Entry["group"][] = fresh ? ["recent", "here", "everywhere", "notNow"] : ["here", "everywhere", "leads", "notNow"];
  const groups = order.map((name) => ({ name, entries: entries.filter((entry) => entry.group === name) }));
  return groups.filter((group) => group.entries.length > 0);
}
