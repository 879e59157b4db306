import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton, Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { TextArea, TextField } from "../design/Field";
import type { Column } from "../design/Grid";
import { Badge, Facts, FailureNotice, Notice, partStyles, type Tone } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCommand, useCall, type BookFair, type BookFairRow, type BookView } from "../host";
import { dayName, list } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import styles from "./book.module.css";
import { daysFrom, lastOf } from "./days";
import { Form, Some, Text } from "./Form";
import { managersOf, personName } from "./names";
import { Shelf } from "./Shelf";
import { StandMark, Versions } from "./Versions";

const TONES: Record<string, Tone> = { open: "good", planned: "accent", blocked: "bad", over: "plain" };

interface Editing {
  entry: BookFair;
  seen: string | null;
}

/** Fairs: when, where, and who is responsible (FAIR-01). */
export function FairsTab({ book }: { book: BookView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [editing, setEditing] = useState<Editing>();
  const [copying, setCopying] = useState<BookFair>();
  const empty: BookFair = { id: "", name: "", organiser: "", place: "", territory: book.territories[0]?.entry.id ?? "", supervisor: "", days: [book.today], closes: "17:00", team: [], intel: [], goals: "", copiedFrom: null };
  const names = (ids: readonly string[]) => list(ids.map((id) => inSentence(personName(book, id), 20)), words.language) || "—";
  const when = (fair: BookFair) => {
    const [first, last] = [fair.days[0], lastOf(fair.days)];
    if (!first || !last) return "—";
    return first === last ? first : t("book.span", { first, last });
  };
  const columns: Column<BookFairRow>[] = [
    { id: "name", name: t("book.field.name"), size: "minmax(0, 3fr)", cell: (row) => <Said text={row.entry.name} max={60} /> },
    { id: "days", name: t("book.field.days"), size: "190px", cell: (row) => when(row.entry) },
    { id: "supervisor", name: t("book.field.supervisor"), size: "minmax(0, 1fr)", cell: (row) => <Said text={row.supervisorName} max={20} /> },
    {
      id: "state",
      name: t("book.state"),
      size: "120px",
      cell: (row) => (
        <>
          <Badge tone={TONES[row.status] ?? "plain"}>{t(`book.fair.${row.status}`)}</Badge> <StandMark stand={row.stand} />
        </>
      ),
    },
  ];
  return (
    <>
      <Shelf
        name="fairs"
        label={t("book.tab.fairs")}
        columns={columns}
        rows={book.fairs}
        nameOf={(row) => row.entry.name}
        empty={t("book.empty.fairs")}
        onNew={() => setEditing({ entry: empty, seen: null })}
        onEdit={(row) => setEditing({ entry: row.entry, seen: row.stand.seen })}
        detail={(row) => (
          <>
            <h2>
              <Said text={row.entry.name} max={80} />
            </h2>
            {row.status === "blocked" ? <Notice tone="bad">{t("book.blocked")}</Notice> : null}
            <Facts
              rows={[
                [t("book.field.place"), <Said key="place" text={row.entry.place} max={80} />],
                [t("book.field.days"), list(row.entry.days.map((day) => dayName(day, words.language)), words.language)],
                [t("book.field.closes"), row.entry.closes],
                [t("book.field.territory"), row.territoryName],
                [t("book.field.supervisor"), row.supervisorName],
                [t("book.field.team"), names(row.entry.team)],
                [t("book.field.intel"), names(row.entry.intel)],
                [t("book.field.organiser"), <Said key="organiser" text={row.entry.organiser} max={200} />],
                [t("book.field.goals"), <Said key="goals" text={row.entry.goals} max={300} />],
              ]}
            />
            <div className={partStyles.line}>
              <ActionButton id="book.edit" small />
              <Button small onPress={() => setCopying(row.entry)}>
                {t("book.copy")}
              </Button>
            </div>
            <Versions of={{ kind: "fair", id: row.entry.id }} stand={row.stand} />
          </>
        )}
      />
      {editing ? <FairForm key={editing.entry.copiedFrom ?? editing.entry.id} book={book} {...editing} onClose={() => setEditing(undefined)} /> : null}
      {copying ? (
        <CopyDialog
          fair={copying}
          today={book.today}
          onClose={() => setCopying(undefined)}
          onCopy={(entry) => {
            setCopying(undefined);
            setEditing({ entry, seen: null });
          }}
        />
      ) : null}
    </>
  );
}

/** Last year's fair as the pattern of this year's: only the first day is asked for. */
function CopyDialog({ fair, today, onClose, onCopy }: { fair: BookFair; today: string; onClose: () => void; onCopy: (entry: BookFair) => void }) {
  const { t } = useTranslation();
  const [first, setFirst] = useState(today);
  const copy = useCall("book_copy", { fair: fair.id, first }, { enabled: first !== "" });
  return (
    <Dialog title={t("book.copyTitle", { name: inSentence(fair.name, 40) })} open onClose={onClose}>
      <form
        className={partStyles.stack}
        onSubmit={(event) => {
          event.preventDefault();
          if (copy.data) onCopy(copy.data);
        }}
      >
        <TextField label={t("book.firstDay")} type="date" value={first} onChange={setFirst} autoFocus hint={t("book.copyHint")} />
        <FailureNotice failure={failed(copy)} />
        <DialogButtons>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button type="submit" look="primary" isDisabled={!copy.data}>
            {t("book.copyGo")}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function FairForm({ book, entry, seen, onClose }: Editing & { book: BookView; onClose: () => void }) {
  const { t } = useTranslation();
  const [fair, setFair] = useState(entry);
  const [span, setSpan] = useState({ first: entry.days[0] ?? "", last: lastOf(entry.days) ?? "" });
  const save = useCommand("book_fair");
  const set = (some: Partial<BookFair>) => {
    save.reset();
    setFair((before) => ({ ...before, ...some }));
  };
  const setDays = (some: Partial<typeof span>) => {
    const next = { ...span, ...some };
    setSpan(next);
    set({ days: daysFrom(next.first, next.last) });
  };
  const people = book.people.filter((row) => !row.left).map((row) => ({ id: row.entry.id, name: row.entry.name }));
  const supervisors = managersOf(book, fair.territory).map((row) => ({ id: row.entry.id, name: inSentence(row.entry.name, 40) }));
  const there = people.filter((one) => one.id === fair.supervisor || fair.team.includes(one.id));
  return (
    <Form
      title={entry.id ? t("book.edit", { name: inSentence(entry.name, 40) }) : t("book.newFair")}
      pending={save.isPending}
      failure={failed(save)}
      onClose={onClose}
      onSave={(sure) => save.mutate({ entry: { ...fair, intel: fair.intel.filter((id) => there.some((one) => one.id === id)) }, seen, sure }, { onSuccess: onClose })}
    >
      <Text label={t("book.field.name")} value={fair.name} onChange={(name) => set({ name })} wide autoFocus />
      <Text label={t("book.field.place")} value={fair.place} onChange={(place) => set({ place })} />
      <Text label={t("book.field.organiser")} value={fair.organiser} onChange={(organiser) => set({ organiser })} />
      <Text label={t("book.firstDay")} type="date" value={span.first} onChange={(first) => setDays(span.last < first ? { first, last: first } : { first })} />
      <Text label={t("book.lastDay")} type="date" value={span.last} onChange={(last) => setDays({ last })} />
      <Text label={t("book.field.closes")} type="time" value={fair.closes} onChange={(closes) => set({ closes })} />
      <Pick
        label={t("book.hosting")}
        options={book.territories.map((row) => ({ id: row.entry.id, name: inSentence(row.entry.name, 40) }))}
        value={fair.territory}
        onChange={(territory) => set({ territory, supervisor: managersOf(book, territory).some((row) => row.entry.id === fair.supervisor) ? fair.supervisor : "" })}
      />
      <Pick label={t("book.supervisorOne")} options={supervisors} value={fair.supervisor} onChange={(supervisor) => set({ supervisor })} />
      <Some label={t("book.field.team")} options={people.filter((one) => one.id !== fair.supervisor)} chosen={fair.team} onChange={(team) => set({ team })} />
      <Some label={t("book.field.intel")} options={there} chosen={fair.intel} onChange={(intel) => set({ intel })} />
      <div className={styles.wide}>
        <TextArea label={t("book.field.goals")} value={fair.goals} onChange={(goals) => set({ goals })} />
      </div>
    </Form>
  );
}
