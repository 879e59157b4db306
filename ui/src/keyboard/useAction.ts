/**
 * Screens say what an action does; one listener for the window finds the action of a key. The newest
 * registration of an id wins, so a dialog or a panel may take over an action while it is there.
 */
import { useEffect, useRef } from "react";

import { ACTIONS, action, type Action, type ActionId } from "./actions";
import { isBare, isField, matches } from "./match";

type Run = () => void;
const running = new Map<ActionId, Run[]>();

export function useAction(id: ActionId, run: Run, enabled = true): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!enabled) return;
    const mine: Run = () => latest.current();
    running.set(id, [...(running.get(id) ?? []), mine]);
    return () => {
      running.set(id, (running.get(id) ?? []).filter((other) => other !== mine));
    };
  }, [id, enabled]);
}

/** Runs an action from a button or a menu. */
export function runAction(id: ActionId): void {
  running.get(id)?.at(-1)?.();
}

/** Whether anything on the screen offers an action now. */
export function canRun(id: ActionId): boolean {
  return (running.get(id)?.length ?? 0) > 0;
}

/** The key of a row that was pressed, if one was. */
function pressed({ key, also }: Action, event: KeyboardEvent): string | undefined {
  return [key, also].find((one) => one !== undefined && one !== "" && matches(one, event));
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const dialog = document.querySelector('[role="dialog"], [role="alertdialog"], [role="listbox"]:not([data-inline])');
  const field = isField(event.target);
  for (const row of ACTIONS as readonly (Action & { id: ActionId })[]) {
    if (row.local || !canRun(row.id)) continue;
    const key = pressed(row, event);
    if (key === undefined || (field && (row.outside || isBare(key)))) continue;
    // What is behind a dialog does not hear keys.
    if (dialog && row.id !== "lock") continue;
    event.preventDefault();
    runAction(row.id);
    return;
  }
}

/** Listens for the whole window; returns how to stop. */
export function listenForKeys(target: Window = window): () => void {
  target.addEventListener("keydown", onKeyDown);
  return () => target.removeEventListener("keydown", onKeyDown);
}

/** An action's key as a button shows it. */
export function keyOf(id: ActionId): string {
  return action(id).key;
}
