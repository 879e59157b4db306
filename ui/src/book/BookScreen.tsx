import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Badge, FailureNotice, Working } from "../design/parts";
import { Tabs } from "../design/Tabs";
import { failed, useCall, type BookView } from "../host";
import { useKept } from "../shell/kept";
import { CalendarTab } from "./CalendarTab";
import { FairsTab } from "./FairsTab";
import { NumbersTab } from "./NumbersTab";
import { PeopleTab } from "./PeopleTab";
import { ReplayTab } from "./ReplayTab";
import { TerritoriesTab } from "./TerritoriesTab";

/** What headquarters keeps: people, territories, fairs, numbers; and a fair played again under other rules. */
export function BookScreen() {
  const { t } = useTranslation();
  const book = useCall("book", null);
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1>{t("desk.book")}</h1>
        {book.data && book.data.waiting > 0 ? <Badge tone="warn">{t("book.waiting", { count: book.data.waiting })}</Badge> : null}
      </div>
      <Working on={book.isPending} />
      <FailureNotice failure={failed(book)} />
      <div className={styles.body}>{book.data ? <Desks book={book.data} /> : null}</div>
    </div>
  );
}

function Desks({ book }: { book: BookView }) {
  const { t } = useTranslation();
  const [tab, setTab] = useKept("book/tab", "people");
  const blocked = book.fairs.filter((fair) => fair.status === "blocked").length;
  return (
    <Tabs
      label={t("desk.book")}
      selected={tab}
      onSelect={setTab}
      items={[
        { id: "people", name: t("book.tab.people") },
        { id: "territories", name: t("book.tab.territories") },
        { id: "fairs", name: t("book.tab.fairs"), ...(blocked > 0 ? { count: blocked } : {}) },
        { id: "numbers", name: t("book.tab.numbers") },
        { id: "calendar", name: t("book.tab.calendar") },
        { id: "replay", name: t("book.tab.replay") },
      ]}
    >
      {(id) => (
        <>
          {id === "people" ? <PeopleTab book={book} /> : null}
          {id === "territories" ? <TerritoriesTab book={book} /> : null}
          {id === "fairs" ? <FairsTab book={book} /> : null}
          {id === "numbers" ? <NumbersTab book={book} /> : null}
          {id === "calendar" ? <CalendarTab book={book} /> : null}
          {id === "replay" ? <ReplayTab book={book} /> : null}
        </>
      )}
    </Tabs>
  );
}
