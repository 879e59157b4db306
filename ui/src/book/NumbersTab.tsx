import { useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { TextField } from "../design/Field";
import type { Column } from "../design/Grid";
import { Badge, Facts, RuleChip, partStyles } from "../design/parts";
import { failed, useCommand, type BookParameterRow, type BookView } from "../host";
import { shortDay } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { Form, Text } from "./Form";
import { numberName } from "./numbers";
import { Shelf } from "./Shelf";
import { StandMark, Versions } from "./Versions";

/** The rulebook's numbers: what they are, what they were, and which rule reads them (SYN-08). */
export function NumbersTab({ book }: { book: BookView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [editing, setEditing] = useState<BookParameterRow>();
  const [search, setSearch] = useKept("book/numbers/search", "");
  const title = (row: BookParameterRow) => t(`rules.${row.rule}.title`, { defaultValue: "" });
  const sought = search.trim().toLowerCase();
  const rows = book.parameters.filter((row) => [row.name, numberName(row.name, t), row.rule, title(row)].some((text) => text.toLowerCase().includes(sought)));
  const value = (row: BookParameterRow) => (row.value === "" ? "—" : row.value);
  const columns: Column<BookParameterRow>[] = [
    { id: "name", name: t("book.number"), size: "minmax(0, 3fr)", cell: (row) => <span title={row.name}>{numberName(row.name, t)}</span> },
    { id: "value", name: t("book.field.value"), size: "minmax(0, 1fr)", cell: (row) => <b>{value(row)}</b> },
    { id: "unit", name: t("book.counted"), size: "110px", cell: (row) => t(`book.unit.${row.unit}`) },
    { id: "rule", name: t("book.rule"), size: "90px", cell: (row) => <RuleChip rule={row.rule} /> },
    {
      id: "since",
      name: t("book.state"),
      size: "120px",
      cell: (row) => (
        <>
          {row.stand.versions > 0 && row.stand.atMs !== null ? shortDay(row.stand.atMs, words) : null} <StandMark stand={row.stand} />
        </>
      ),
    },
  ];
  return (
    <>
      <Shelf
        name="numbers"
        label={t("book.tab.numbers")}
        columns={columns}
        rows={rows}
        nameOf={(row) => numberName(row.name, t)}
        empty={t("book.empty.numbers")}
        onEdit={setEditing}
        above={<TextField label={t("book.search")} type="search" value={search} onChange={setSearch} />}
        detail={(row) => (
          <>
            <h2>{numberName(row.name, t)}</h2>
            <Facts
              rows={[
                [
                  t("book.number"),
                  <span key="id" className={partStyles.mono}>
                    {row.name}
                  </span>,
                ],
                [t("book.field.value"), `${value(row)} · ${t(`book.unit.${row.unit}`)}`],
                [t("book.default"), row.default === "" ? "—" : row.default],
                [t("book.basis"), t(`book.basisOf.${row.basis}`)],
                [
                  t("book.rule"),
                  <span key="rule">
                    <RuleChip rule={row.rule} /> {title(row)}
                  </span>,
                ],
              ]}
            />
            <div className={partStyles.line}>
              <ActionButton id="book.edit" small />
              {row.read ? null : <Badge>{t("book.keptOnly")}</Badge>}
            </div>
            <Versions of={{ kind: "parameter", id: row.name }} stand={row.stand} />
          </>
        )}
      />
      {editing ? <NumberForm row={editing} seen={book.parametersSeen} onClose={() => setEditing(undefined)} /> : null}
    </>
  );
}

function NumberForm({ row, seen, onClose }: { row: BookParameterRow; seen: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const [value, setValue] = useState(row.value);
  const save = useCommand("book_parameters");
  return (
    <Form
      title={t("book.edit", { name: numberName(row.name, t) })}
      pending={save.isPending}
      failure={failed(save)}
      onClose={onClose}
      onSave={() => save.mutate({ set: { [row.name]: value }, seen }, { onSuccess: onClose })}
    >
      <Text
        label={t("book.valueIn", { unit: t(`book.unit.${row.unit}`) })}
        value={value}
        onChange={(text) => {
          save.reset();
          setValue(text);
        }}
        autoFocus
        wide
        hint={row.default === "" ? "" : t("book.defaultIs", { value: row.default })}
      />
    </Form>
  );
}
