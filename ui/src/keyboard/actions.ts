/**
 * Every action of the window, one row each. Buttons, the key handler, the key map and the command palette read
 * it here; what an action does is said by the screen that offers it (`useAction`).
 *
 * Keys: `Alt+`, `Ctrl+` and function keys work while a field is being typed in; bare keys only outside
 * of fields. `Alt+` is matched by the key's place, since ⌥ types signs on macOS. An action without a key is
 * found in the palette.
 */
export type Scope = "everywhere" | "capture" | "leads" | "lead" | "day" | "evening" | "hq" | "reports" | "book";

export interface Action {
  id: string;
  /** Empty where there is none. */
  key: string;
  scope: Scope;
  /** Key of the language files. */
  label: string;
  /** A second key for the same. */
  also?: string;
  /** Whether its key belongs to what has the focus (Enter, Space): the window's listener leaves it alone. */
  local?: true;
  /** Whether its key means the text of a field while one is being typed in. */
  outside?: true;
}

const row = <Id extends string>(id: Id, key: string, scope: Scope, more: Pick<Action, "also" | "local" | "outside"> = {}): Action & { id: Id } => ({
  id,
  key,
  scope,
  label: `action.${id}`,
  ...more,
});

export const ACTIONS = [
  row("go.capture", "Alt+1", "everywhere"),
  row("go.leads", "Alt+2", "everywhere"),
  row("go.day", "Alt+3", "everywhere"),
  row("go.evening", "Alt+4", "everywhere"),
  row("go.hq", "Alt+5", "everywhere"),
  row("go.sync", "Alt+6", "everywhere"),
  row("go.lists", "Alt+7", "everywhere"),
  row("go.booth", "Alt+B", "everywhere"),
  row("booth.rival", "Alt+I", "everywhere"),
  row("booth.visitor", "Alt+O", "everywhere"),
  row("go.reports", "Alt+8", "everywhere"),
  row("go.fair", "Alt+F", "everywhere"),
  row("go.book", "Alt+9", "everywhere"),
  row("sync.now", "Alt+R", "everywhere"),
  row("palette", "Ctrl+K", "everywhere"),
  row("undo", "Alt+Z", "everywhere"),
  row("language", "Alt+L", "everywhere"),
  row("speak.zh-CN", "", "everywhere"),
  row("speak.zh-Hant", "", "everywhere"),
  row("speak.en", "", "everywhere"),
  row("theme.system", "", "everywhere"),
  row("theme.light", "", "everywhere"),
  row("theme.dark", "", "everywhere"),
  row("size.larger", "Ctrl+=", "everywhere"),
  row("size.smaller", "Ctrl+-", "everywhere"),
  row("size.fitting", "Ctrl+0", "everywhere"),
  row("lock", "Ctrl+L", "everywhere"),
  row("help", "?", "everywhere", { also: "F1" }),
  row("capture.sign", "Enter", "capture", { local: true }),
  row("capture.unknown", "Alt+U", "capture"),
  row("capture.high", "Alt+Q", "capture"),
  row("capture.medium", "Alt+W", "capture"),
  row("capture.low", "Alt+E", "capture"),
  row("capture.draft", "Ctrl+S", "capture"),
  row("capture.next", "Alt+N", "capture"),
  row("capture.clear", "Alt+K", "capture"),
  row("capture.undo", "Ctrl+Z", "capture"),
  row("capture.redo", "Ctrl+Y", "capture"),
  row("capture.correct", "", "capture"),
  row("capture.withdraw", "", "capture"),
  row("capture.more", "Alt+M", "capture"),
  row("capture.list", "Alt+D", "capture"),
  row("capture.photo", "Alt+P", "capture"),
  row("capture.camera", "Alt+C", "capture"),
  row("capture.part", "", "capture"),
  row("capture.take", "Alt+T", "capture"),
  row("capture.visitors", "Alt+V", "capture"),
  row("leads.search", "/", "leads"),
  row("leads.open", "Enter", "leads", { local: true }),
  row("leads.correct", "E", "leads"),
  row("leads.arrange", "F", "leads"),
  row("leads.saved", "V", "leads"),
  row("leads.select", "Space", "leads", { local: true }),
  row("leads.selectAll", "Ctrl+A", "leads", { outside: true }),
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
  row("evening.next", "N", "evening"),
  row("evening.previous", "B", "evening"),
  row("evening.project", "P", "evening"),
  row("evening.present", "E", "evening"),
  row("evening.nextCase", "J", "evening"),
  row("evening.previousCase", "K", "evening"),
  row("evening.turns", "T", "evening"),
  row("evening.accept", "G", "evening"),
  row("evening.package", "O", "evening"),
  row("evening.print", "Ctrl+P", "evening"),
  row("evening.pdf", "Ctrl+E", "evening"),
  row("evening.closePackage", "Escape", "evening"),
  row("evening.select", "Space", "evening", { local: true }),
  row("evening.untick", "Escape", "evening"),
  row("evening.countersign", "C", "evening"),
  row("evening.valuable", "1", "evening"),
  row("evening.ordinary", "2", "evening"),
  row("evening.worthless", "3", "evening"),
  row("evening.assign", "A", "evening"),
  row("evening.seal", "S", "evening"),
  row("hq.assign", "A", "hq"),
  row("hq.print", "Ctrl+P", "hq"),
  row("hq.pdf", "Ctrl+E", "hq"),
  row("hq.closePackage", "Escape", "hq"),
  row("reports.print", "P", "reports"),
  row("reports.pdf", "D", "reports"),
  row("reports.xlsx", "X", "reports"),
  row("reports.stop", "Ctrl+.", "reports"),
  row("book.new", "N", "book"),
  row("book.edit", "E", "book"),
] as const;

export type ActionId = (typeof ACTIONS)[number]["id"];

export function action(id: ActionId): Action {
  return ACTIONS.find((one) => one.id === id) as Action;
}
