import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton, Button } from "../design/Button";
import type { Column } from "../design/Grid";
import { Facts, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCommand, type BookPlace, type BookTerritory, type BookTerritoryRow, type BookView } from "../host";
import { list } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { Form, Text } from "./Form";
import { managersOf, optional, personName } from "./names";
import { PlacePicker, Places, placeName } from "./PlacePicker";
import { Shelf } from "./Shelf";
import { StandMark, Versions } from "./Versions";

interface Editing {
  entry: BookTerritory;
  places: readonly BookPlace[];
  seen: string | null;
}

/** Which places belong to whom (OWN-01): the table at the signing counts. */
export function TerritoriesTab({ book }: { book: BookView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [editing, setEditing] = useState<Editing>();
  const named = (row: BookTerritoryRow) => list(row.places.map((place) => placeName(place, t)), words.language);
  const table = book.territories[0]?.stand.seen ?? null;
  const columns: Column<BookTerritoryRow>[] = [
    { id: "name", name: t("book.field.name"), size: "minmax(0, 1fr)", cell: (row) => <Said text={row.entry.name} max={40} /> },
    { id: "regions", name: t("book.field.regions"), size: "minmax(0, 3fr)", cell: named },
    { id: "head", name: t("book.field.head"), size: "minmax(0, 1fr)", cell: (row) => <Said text={personName(book, row.entry.head)} max={20} /> },
    { id: "stand", name: t("book.state"), size: "90px", cell: (row) => <StandMark stand={row.stand} /> },
  ];
  return (
    <>
      <Shelf
        name="territories"
        label={t("book.tab.territories")}
        columns={columns}
        rows={book.territories}
        nameOf={(row) => row.entry.name}
        empty={t("book.empty.territories")}
        onNew={() => setEditing({ entry: { id: "", name: "", regions: [], head: null }, places: [], seen: table })}
        onEdit={(row) => setEditing({ entry: row.entry, places: row.places, seen: row.stand.seen })}
        detail={(row) => (
          <>
            <h2>
              <Said text={row.entry.name} max={60} />
            </h2>
            <Facts
              rows={[
                [t("book.field.head"), personName(book, row.entry.head) || "—"],
                [t("book.field.regions"), named(row) || "—"],
                [t("book.peopleThere"), String(row.people)],
              ]}
            />
            <div className={partStyles.line}>
              <ActionButton id="book.edit" small />
            </div>
            <p className={`${partStyles.muted} ${partStyles.small}`}>{t("book.territoryNote")}</p>
            <Versions of={{ kind: "territory", id: row.entry.id }} stand={row.stand} />
          </>
        )}
      />
      {editing ? <TerritoryForm book={book} {...editing} onClose={() => setEditing(undefined)} /> : null}
    </>
  );
}

function TerritoryForm({ book, entry, places: before, seen, onClose }: Editing & { book: BookView; onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(entry.name);
  const [head, setHead] = useState(entry.head);
  const [places, setPlaces] = useState(before);
  const save = useCommand("book_territory");
  const changed = (set: () => void) => {
    save.reset();
    set();
  };
  const change = { entry: { ...entry, name, head, regions: places.map((place) => place.code) }, seen };
  const heads = managersOf(book, entry.id).map((row) => ({ id: row.entry.id, name: inSentence(row.entry.name, 40) }));
  return (
    <Form
      title={entry.id ? t("book.edit", { name: inSentence(entry.name, 40) }) : t("book.newTerritory")}
      pending={save.isPending}
      failure={failed(save)}
      onClose={onClose}
      onSave={(sure) => save.mutate({ ...change, remove: false, sure }, { onSuccess: onClose })}
      side={
        entry.id ? (
          <Button look="danger" isDisabled={save.isPending} onPress={() => save.mutate({ ...change, remove: true, sure: false }, { onSuccess: onClose })}>
            {t("book.remove")}
          </Button>
        ) : null
      }
    >
      <Text label={t("book.field.name")} value={name} onChange={(text) => changed(() => setName(text))} autoFocus />
      <Pick label={t("book.field.head")} options={[{ id: "", name: "—" }, ...heads]} value={head ?? ""} onChange={(id) => changed(() => setHead(optional(id)))} />
      <Places places={places} onDrop={(place) => changed(() => setPlaces(places.filter((one) => one.code !== place.code)))} />
      <PlacePicker label={t("book.addPlace")} taken={places.map((place) => place.code)} onTake={(place) => changed(() => setPlaces([...places, place]))} />
    </Form>
  );
}
