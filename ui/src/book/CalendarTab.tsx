import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { Empty, FailureNotice, Panel, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCommand, type BookView } from "../host";
import { dayName } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { optional } from "./names";
import { Versions } from "./Versions";

/** Days that are no working days, and the company's divisions. */
export function CalendarTab({ book }: { book: BookView }) {
  return (
    <div className={styles.scroll}>
      <div className={styles.columns}>
        <Divisions book={book} />
        <Holidays book={book} />
      </div>
    </div>
  );
}

function Holidays({ book }: { book: BookView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [day, setDay] = useState("");
  const save = useCommand("book_holidays");
  const put = (days: string[]) => save.mutate({ days, seen: book.holidaysStand.seen }, { onSuccess: () => setDay("") });
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (day !== "" && !save.isPending) put([...book.holidays, day]);
  };
  return (
    <Panel title={t("book.holidays")}>
      <p className={`${partStyles.muted} ${partStyles.small}`}>{t("book.holidaysNote")}</p>
      <form className={partStyles.line} data-end="true" onSubmit={add}>
        <TextField label={t("book.day")} type="date" value={day} onChange={setDay} />
        <Button type="submit" isDisabled={day === "" || save.isPending}>
          {t("book.add")}
        </Button>
      </form>
      <FailureNotice failure={failed(save)} />
      {book.holidays.length === 0 ? <Empty>{t("book.empty.holidays")}</Empty> : null}
      <ul className={partStyles.stack}>
        {book.holidays.map((one) => (
          <li key={one} className={`${partStyles.line} ${partStyles.spread}`}>
            <span>
              {one} · {dayName(one, words.language)}
            </span>
            <Button small aria-label={t("book.removeOf", { name: one })} onPress={() => put(book.holidays.filter((other) => other !== one))}>
              {t("book.remove")}
            </Button>
          </li>
        ))}
      </ul>
      <Versions of={{ kind: "holidays", id: "" }} stand={book.holidaysStand} />
    </Panel>
  );
}

function Divisions({ book }: { book: BookView }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const save = useCommand("book_divisions");
  const put = (table: BookView["divisions"]) => save.mutate({ table, seen: book.divisionsStand.seen }, { onSuccess: () => setName("") });
  const people = book.people.filter((row) => !row.left).map((row) => ({ id: row.entry.id, name: inSentence(row.entry.name, 40) }));
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "" && !save.isPending) put([...book.divisions, { id: "", name, head: null }]);
  };
  return (
    <Panel title={t("book.divisions")}>
      {book.divisions.length === 0 ? <Empty>{t("book.empty.divisions")}</Empty> : null}
      <ul className={partStyles.stack}>
        {book.divisions.map((one) => (
          <li key={one.id} className={`${partStyles.line} ${partStyles.spread}`}>
            <span className={partStyles.strong}>{inSentence(one.name, 40)}</span>
            <span className={partStyles.line}>
              <Pick
                label={t("book.headOf", { name: inSentence(one.name, 40) })}
                showLabel={false}
                options={[{ id: "", name: "—" }, ...people]}
                value={one.head ?? ""}
                onChange={(id) => put(book.divisions.map((other) => (other.id === one.id ? { ...other, head: optional(id) } : other)))}
              />
              <Button small aria-label={t("book.removeOf", { name: inSentence(one.name, 40) })} onPress={() => put(book.divisions.filter((other) => other.id !== one.id))}>
                {t("book.remove")}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <form className={partStyles.line} data-end="true" onSubmit={add}>
        <TextField label={t("book.newDivision")} value={name} onChange={setName} />
        <Button type="submit" isDisabled={name.trim() === "" || save.isPending}>
          {t("book.add")}
        </Button>
      </form>
      <FailureNotice failure={failed(save)} />
      <Versions of={{ kind: "divisions", id: "" }} stand={book.divisionsStand} />
    </Panel>
  );
}
