import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Check, TextField } from "../design/Field";
import { FailureNotice, Notice, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCall, useCommand, type LeadFilterInput } from "../host";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { COLUMNS, NO_FILTER, PLAIN, SORTS, isDay, moved, type Arrangement, type ColumnId } from "./arrangement";
import styles from "./leads.module.css";

interface Props {
  view: string;
  now: Arrangement;
  onChange: (next: Arrangement) => void;
  onClose: () => void;
}

/** What a list shows, in which order and columns, and under which name it is kept. Every change shows at once. */
export function ArrangeDialog({ view, now, onChange, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("views.arrangeTitle")} open onClose={onClose} wide>
      <div className={partStyles.stack}>
        <Filters now={now} onChange={onChange} />
        <Columns columns={now.columns} onChange={(columns) => onChange({ ...now, columns })} />
        <Save view={view} now={now} />
        <DialogButtons>
          <Button onPress={() => onChange(PLAIN)}>{t("views.reset")}</Button>
          <Button look="primary" onPress={onClose}>
            {t("views.apply")}
          </Button>
        </DialogButtons>
      </div>
    </Dialog>
  );
}

const ANY = "any";
const SOURCES = ["business_card", "self_filled", "conversation", "other"] as const;
const STATES = ["provisional", "registered", "final"] as const;
const CLASSES = ["a", "b", "c", "d", "special", "unclassified"] as const;
const HELD = ["person", "pool", "nobody"] as const;

function Filters({ now, onChange }: Pick<Props, "now" | "onChange">) {
  const { t } = useTranslation();
  const session = useSession();
  const people = useCall("people", null);
  const { filter } = now;
  const set = (change: Partial<LeadFilterInput>) => onChange({ ...now, filter: { ...filter, ...change } });
  const any = { id: ANY, name: t("views.any") };
  const one = (name: "source" | "state" | "class" | "held" | "signer", options: { id: string; name: string }[]) => (
    <Pick
      label={t(`views.filter.${name}`)}
      options={[any, ...options]}
      value={filter[name] || ANY}
      onChange={(id) => set({ [name]: id === ANY ? "" : id })}
    />
  );
  return (
    <fieldset className={styles.filters}>
      <legend>{t("views.filters")}</legend>
      <Pick
        label={t("views.filter.fair")}
        options={[any, ...session.fairs.map((fair) => ({ id: fair.id, name: inSentence(fair.name, 40) }))]}
        value={now.fair || ANY}
        onChange={(id) => onChange({ ...now, fair: id === ANY ? "" : id })}
      />
      {one("source", SOURCES.map((id) => ({ id, name: t(`source.${id}`) })))}
      {one("state", STATES.map((id) => ({ id, name: t(`state.${id}`) })))}
      {one("class", CLASSES.map((id) => ({ id, name: t(`class.${id}`) })))}
      {one("held", HELD.map((id) => ({ id, name: t(`views.held.${id}`) })))}
      {one("signer", (people.data ?? []).map((person) => ({ id: person.id, name: inSentence(person.name, 40) })))}
      <Day label={t("views.filter.from")} value={filter.from} onChange={(from) => set({ from })} />
      <Day label={t("views.filter.to")} value={filter.to} onChange={(to) => set({ to })} />
      <Pick
        label={t("leads.sort")}
        options={SORTS.map((id) => ({ id, name: t(`leads.sortBy.${id}`) }))}
        value={now.sort}
        onChange={(sort) => onChange({ ...now, sort })}
      />
      <div className={styles.checks}>
        <Check label={t("views.backwards")} checked={now.backwards} onChange={(backwards) => onChange({ ...now, backwards })} />
        <Check label={t("views.filter.disputed")} checked={filter.disputed} onChange={(disputed) => set({ disputed })} />
        <Check label={t("views.filter.overdue")} checked={filter.overdue} onChange={(overdue) => set({ overdue })} />
        <Button small look="quiet" onPress={() => onChange({ ...now, fair: "", filter: NO_FILTER })}>
          {t("views.clear")}
        </Button>
      </div>
    </fieldset>
  );
}

/** A day, taken over once it is one. */
function Day({ label, value, onChange }: { label: string; value: string; onChange: (day: string) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  const [taken, setTaken] = useState(value);
  if (taken !== value) {
    setTaken(value);
    setTyped(value);
  }
  const type = (text: string) => {
    setTyped(text);
    if (!isDay(text.trim())) return;
    setTaken(text.trim());
    onChange(text.trim());
  };
  return <TextField label={label} hint={t("views.dayHint")} value={typed} onChange={type} aria-invalid={!isDay(typed.trim())} inputMode="numeric" />;
}

function Columns({ columns, onChange }: { columns: readonly ColumnId[]; onChange: (columns: readonly ColumnId[]) => void }) {
  const { t } = useTranslation();
  const name = useColumnName();
  const others = COLUMNS.filter((id) => !columns.includes(id));
  const toggle = (id: ColumnId, on: boolean) => onChange(on ? [...columns, id] : columns.filter((one) => one !== id));
  return (
    <fieldset className={styles.filters}>
      <legend>{t("views.columns")}</legend>
      <ul className={styles.columns}>
        {[...columns, ...others].map((id) => (
          <li key={id} className={partStyles.line}>
            {id === "customer" ? name(id) : <Check label={name(id)} checked={columns.includes(id)} onChange={(on) => toggle(id, on)} />}
            {columns.indexOf(id) > 0 ? (
              <>
                <Button small look="quiet" aria-label={`${name(id)}: ${t("views.earlier")}`} onPress={() => onChange(moved(columns, id, -1))}>
                  ←
                </Button>
                <Button small look="quiet" aria-label={`${name(id)}: ${t("views.later")}`} onPress={() => onChange(moved(columns, id, 1))}>
                  →
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** What a column is called. */
export function useColumnName(): (id: ColumnId) => string {
  const { t } = useTranslation();
  return (id) => t(`views.column.${id}`, { defaultValue: "" }) || t(`leads.${id}`);
}

function Save({ view, now }: Pick<Props, "view" | "now">) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const save = useCommand("lead_view_save");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "" || save.isPending) return;
    save.mutate({ ...now, name: name.trim(), view, columns: [...now.columns] });
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <div className={partStyles.line} data-end="true">
        <TextField label={t("views.name")} hint={t("views.nameHint")} value={name} maxLength={40} onChange={setName} />
        <Button type="submit" isDisabled={name.trim() === ""} isPending={save.isPending}>
          {t("views.save")}
        </Button>
      </div>
      <FailureNotice failure={failed(save)} />
      {save.isSuccess ? <Notice tone="good">{t("views.savedNow", { name: inSentence(save.variables.name, 40) })}</Notice> : null}
    </form>
  );
}
