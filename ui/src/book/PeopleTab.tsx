import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button, ActionButton } from "../design/Button";
import type { Column } from "../design/Grid";
import { Badge, Facts, FailureNotice, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { ReasonDialog } from "../design/ReasonDialog";
import { CodeDialog } from "../hq/CodeDialog";
import { failed, useCommand, type BookPerson, type BookPersonRow, type BookView } from "../host";
import { list } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { Form, Some, Text } from "./Form";
import { divisionName, optional, personName, territoryName } from "./names";
import { Shelf } from "./Shelf";
import { StandMark, Versions } from "./Versions";

const NOBODY: BookPerson = { id: "", name: "", roles: ["rep"], capabilities: [], territory: null, division: null, mentor: null };

interface Editing {
  entry: BookPerson;
  seen: string | null;
}

/** People: who they are, what they may do, and since when. */
export function PeopleTab({ book }: { book: BookView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [made, setMade] = useState<string>();
  const [editing, setEditing] = useState<Editing>();
  const code = useCommand("enrolment_code");
  const leave = useCommand("leave");
  const { person: me } = useSession();
  const [leaving, setLeaving] = useState<BookPersonRow>();
  const roles = (row: BookPersonRow) => list(row.entry.roles.map((role) => t(`role.${role}`)), words.language);
  const columns: Column<BookPersonRow>[] = [
    { id: "name", name: t("book.personName"), size: "minmax(0, 2fr)", cell: (row) => <Said text={row.entry.name} max={40} /> },
    { id: "roles", name: t("book.field.roles"), size: "minmax(0, 3fr)", cell: roles },
    { id: "territory", name: t("book.field.territory"), size: "minmax(0, 2fr)", cell: (row) => <Said text={territoryName(book, row.entry.territory)} max={20} /> },
    {
      id: "stand",
      name: t("book.state"),
      size: "110px",
      cell: (row) => (
        <>
          {row.left ? <Badge>{t("book.left")}</Badge> : row.devices === 0 ? <Badge>{t("book.noLaptop")}</Badge> : null} <StandMark stand={row.stand} />
        </>
      ),
    },
  ];
  return (
    <>
      <Shelf
        name="people"
        label={t("book.tab.people")}
        columns={columns}
        rows={book.people}
        nameOf={(row) => row.entry.name}
        made={made}
        idOf={(row) => row.entry.id}
        empty={t("book.empty.people")}
        onNew={() => setEditing({ entry: NOBODY, seen: null })}
        onEdit={(row) => setEditing({ entry: row.entry, seen: row.stand.seen })}
        detail={(row) => (
          <>
            <h2>
              <Said text={row.entry.name} max={60} />
            </h2>
            <Facts
              rows={[
                [t("book.field.roles"), roles(row)],
                [t("book.field.territory"), territoryName(book, row.entry.territory) || "—"],
                [t("book.field.division"), divisionName(book, row.entry.division) || "—"],
                [t("book.field.mentor"), personName(book, row.entry.mentor) || "—"],
                ...(row.entry.capabilities.length > 0 ? ([[t("book.field.capabilities"), row.entry.capabilities.map((one) => t(`book.capability.${one}`, { defaultValue: one })).join(" · ")]] as const) : []),
                [t("book.laptops"), row.devices === 0 ? t("book.noLaptop") : String(row.devices)],
              ]}
            />
            <div className={partStyles.line}>
              <ActionButton id="book.edit" small />
              {row.left ? null : (
                <Button small isDisabled={row.stand.waits && row.stand.versions <= 1} isPending={code.isPending} onPress={() => code.mutate({ person: row.entry.id })}>
                  {t("hq.makeCode")}
                </Button>
              )}
              {row.left || row.entry.id === me ? null : (
                <Button small look="danger" onPress={() => setLeaving(row)}>
                  {t("leave.open")}
                </Button>
              )}
            </div>
            {row.stand.waits && row.stand.versions <= 1 ? <p className={`${partStyles.muted} ${partStyles.small}`}>{t("book.codeLater")}</p> : null}
            <FailureNotice failure={failed(code)} />
            <Versions of={{ kind: "person", id: row.entry.id }} stand={row.stand} />
          </>
        )}
      />
      {editing ? <PersonForm book={book} {...editing} onSaved={setMade} onClose={() => setEditing(undefined)} /> : null}
      {leaving ? (
        <ReasonDialog
          title={t("leave.title", { name: inSentence(leaving.entry.name, 40) })}
          explain={t("leave.explain")}
          confirm={t("leave.confirm")}
          of={`leave/${leaving.entry.id}`}
          required={false}
          danger
          open
          pending={leave.isPending}
          failure={failed(leave)}
          onClose={() => setLeaving(undefined)}
          onConfirm={(reason) => leave.mutate({ person: leaving.entry.id, reason }, { onSuccess: () => setLeaving(undefined) })}
        />
      ) : null}
      {code.data ? <CodeDialog code={code.data} onClose={code.reset} /> : null}
    </>
  );
}

/** Special powers inside a role. */
const CAPABILITIES = ["review", "blacklist", "stock"];

function PersonForm({ book, entry, seen, onSaved, onClose }: Editing & { book: BookView; onSaved: (id: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [person, setPerson] = useState(entry);
  const save = useCommand("book_person");
  const set = (some: Partial<BookPerson>) => {
    save.reset();
    setPerson((before) => ({ ...before, ...some }));
  };
  const none = { id: "", name: "—" };
  const others = book.people.filter((row) => !row.left && row.entry.id !== entry.id);
  const capabilities = [...new Set([...CAPABILITIES, ...entry.capabilities])];
  return (
    <Form
      title={entry.id ? t("book.edit", { name: inSentence(entry.name, 40) }) : t("book.newPerson")}
      pending={save.isPending}
      failure={failed(save)}
      onClose={onClose}
      onSave={(sure) => save.mutate({ entry: person, seen, sure }, { onSuccess: ({ id }) => (onSaved(id), onClose()) })}
    >
      <Text label={t("book.personName")} value={person.name} onChange={(name) => set({ name })} wide autoFocus />
      <Some label={t("book.field.roles")} options={book.roles.map((id) => ({ id, name: t(`role.${id}`) }))} chosen={person.roles} onChange={(roles) => set({ roles })} />
      <Pick label={t("book.field.territory")} options={[none, ...book.territories.map((row) => ({ id: row.entry.id, name: inSentence(row.entry.name, 40) }))]} value={person.territory ?? ""} onChange={(id) => set({ territory: optional(id) })} />
      <Pick label={t("book.field.division")} options={[none, ...book.divisions.map((row) => ({ id: row.id, name: inSentence(row.name, 40) }))]} value={person.division ?? ""} onChange={(id) => set({ division: optional(id) })} />
      <Pick label={t("book.field.mentor")} options={[none, ...others.map((row) => ({ id: row.entry.id, name: inSentence(row.entry.name, 40) }))]} value={person.mentor ?? ""} onChange={(id) => set({ mentor: optional(id) })} />
      <Some label={t("book.field.capabilities")} options={capabilities.map((id) => ({ id, name: t(`book.capability.${id}`, { defaultValue: id }) }))} chosen={person.capabilities} onChange={(chosen) => set({ capabilities: chosen })} />
    </Form>
  );
}
