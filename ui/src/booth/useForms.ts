/**
 * Half-typed forms of one kind at one fair, by the entry that they write anew ("" for a new one). They stand in memory
 * while the workspace is open, and on disk 800 ms after the last key, so that neither a look at another desk nor a
 * power cut costs a word.
 */
import { call } from "../host";
import { NoteKeeper } from "../leads/NoteKeeper";
import { useKept } from "../shell/kept";

export type FormName = "rival" | "reception" | "report" | "item" | "handover" | "custody" | "roadshow";

const keepers = new Map<string, NoteKeeper>();

function keeperOf(form: FormName, fair: string): NoteKeeper {
  const name = `${form}/${fair}`;
  const known = keepers.get(name);
  if (known) return known;
  const made = new NoteKeeper((json) => call("booth_keep", { fair, form, json }));
  keepers.set(name, made);
  return made;
}

type Forms<T> = Record<string, T>;

/** What was kept on disk; nothing where that cannot be read. */
function read<T>(json: string | null | undefined): Forms<T> {
  try {
    const found: unknown = JSON.parse(json ?? "{}");
    return typeof found === "object" && found !== null ? (found as Forms<T>) : {};
  } catch {
    return {};
  }
}

export interface Typed<T> {
  /** What stands in the form of an entry, if somebody has begun. */
  of: (entry: string) => T | undefined;
  put: (entry: string, typed: T) => void;
  /** Sends what is typed; it is kept until that is done, and after it no more. */
  send: (entry: string, deed: () => Promise<unknown>) => Promise<void>;
  /** Gives it up. */
  drop: (entry: string) => void;
}

export function useForms<T>(form: FormName, fair: string, unfinished: string | null | undefined): Typed<T> {
  const [held, setHeld] = useKept<Forms<T> | undefined>(`booth/${form}/${fair}`, undefined);
  const forms = held ?? read<T>(unfinished);
  const keeper = keeperOf(form, fair);
  const without = (entry: string) => Object.fromEntries(Object.entries(forms).filter(([one]) => one !== entry)) as Forms<T>;
  const onDisk = (rest: Forms<T>) => (Object.keys(rest).length > 0 ? keeper.typed(JSON.stringify(rest)) : void keeper.forget());
  return {
    of: (entry) => forms[entry],
    put: (entry, typed) => {
      const all = { ...forms, [entry]: typed };
      setHeld(all);
      keeper.typed(JSON.stringify(all));
    },
    send: async (entry, deed) => {
      await keeper.after(deed);
      const rest = without(entry);
      setHeld(rest);
      onDisk(rest);
    },
    drop: (entry) => {
      const rest = without(entry);
      setHeld(rest);
      onDisk(rest);
    },
  };
}
