/**
 * Every action of the window, one row each. Buttons, the key handler and the key map read it here; what
 * an action does is said by the screen that offers it (`useAction`).
 *
 * Keys: `Alt+`, `Ctrl+` and function keys work while a field is being typed in; bare keys only outside
 * of fields. `Alt+` is matched by the key's place, since ⌥ types signs on macOS.
 */
export type Scope = "everywhere" | "capture" | "leads" | "lead" | "day" | "evening" | "hq";

export interface Action {
  id: string;
  key: string;
  scope: Scope;
  /** Key of the language files. */
  label: string;
}

const row = (id: string, key: string, scope: Scope): Action => ({ id, key, scope, label: `action.${id}` });

export const ACTIONS = [
  row("go.capture", "Alt+1", "everywhere"),
  row("go.leads", "Alt+2", "everywhere"),
  row("go.day", "Alt+3", "everywhere"),
  row("go.evening", "Alt+4", "everywhere"),
  row("go.hq", "Alt+5", "everywhere"),
  row("go.sync", "Alt+6", "everywhere"),
  row("go.lists", "Alt+7", "everywhere"),
  row("sync.now", "Alt+R", "everywhere"),
  row("language", "Alt+L", "everywhere"),
  row("lock", "Ctrl+L", "everywhere"),
  row("help", "?", "everywhere"),
  row("help.also", "F1", "everywhere"),
  row("capture.sign", "Enter", "capture"),
  row("capture.unknown", "Alt+U", "capture"),
  row("capture.draft", "Ctrl+S", "capture"),
  row("capture.next", "Alt+N", "capture"),
  row("capture.more", "Alt+M", "capture"),
  row("capture.list", "Alt+D", "capture"),
  row("leads.search", "/", "leads"),
  row("leads.open", "Enter", "leads"),
  row("leads.correct", "E", "leads"),
  row("leads.arrange", "F", "leads"),
  row("leads.saved", "V", "leads"),
  row("leads.select", "Space", "leads"),
  row("leads.selectAll", "Ctrl+A", "leads"),
  row("leads.unselect", "Escape", "leads"),
  row("leads.bulk", "B", "leads"),
  row("leads.previousView", "[", "leads"),
  row("leads.nextView", "]", "leads"),
  row("lead.back", "Escape", "lead"),
  row("lead.followUp", "F", "lead"),
  row("lead.classify", "C", "lead"),
  row("lead.note", "N", "lead"),
  row("lead.correct", "E", "lead"),
  row("lead.decide", "D", "lead"),
  row("lead.appeal", "P", "lead"),
  row("lead.help", "H", "lead"),
  row("lead.withdraw", "W", "lead"),
  row("lead.erase", "X", "lead"),
  row("day.handIn", "H", "day"),
  row("day.seen", "V", "day"),
  row("evening.select", "Space", "evening"),
  row("evening.untick", "Escape", "evening"),
  row("evening.countersign", "C", "evening"),
  row("evening.valuable", "1", "evening"),
  row("evening.ordinary", "2", "evening"),
  row("evening.worthless", "3", "evening"),
  row("evening.assign", "A", "evening"),
  row("evening.seal", "S", "evening"),
  row("hq.assign", "A", "hq"),
] as const satisfies readonly Action[];

export type ActionId = (typeof ACTIONS)[number]["id"];

export function action(id: ActionId): Action {
  return ACTIONS.find((one) => one.id === id) as Action;
}
