import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { ActionButton } from "../design/Button";
import { Grid, useFocusOnArrival, type Column, type GridHandle } from "../design/Grid";
import { Empty, partStyles } from "../design/parts";
import { useAction } from "../keyboard/useAction";
import { useKept } from "../shell/kept";

interface Props<Row> {
  name: string;
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  nameOf: (row: Row) => string;
  /** What was just made: it is the row that is looked at. */
  made?: string | undefined;
  /** By what a row is known again. */
  idOf?: (row: Row) => string;
  empty: string;
  /** Given where something new can be made. */
  onNew?: () => void;
  onEdit: (row: Row) => void;
  /** What stands above the list. */
  above?: ReactNode;
  detail: (row: Row) => ReactNode;
}

/** A list, and beside it all about the row that the keys are on. */
export function Shelf<Row>({ name, label, columns, rows, nameOf, made, idOf, empty, onNew, onEdit, above, detail }: Props<Row>) {
  const { t } = useTranslation();
  const [active, setActive] = useKept(`book/${name}`, 0);
  const grid = useRef<GridHandle>(null);
  useFocusOnArrival(grid, rows.length > 0);
  const at = Math.max(0, Math.min(active, rows.length - 1));
  const current = rows[at];
  // Once, when it is there.
  const shown = useRef(made);
  useEffect(() => {
    const nth = made && made !== shown.current && idOf ? rows.findIndex((row) => idOf(row) === made) : -1;
    if (nth < 0) return;
    shown.current = made;
    setActive(nth);
  });
  useAction("book.new", () => onNew?.(), onNew !== undefined);
  useAction("book.edit", () => current && onEdit(current), current !== undefined);
  return (
    <div className={styles.split}>
      <div className={styles.master}>
        <div className={`${partStyles.line} ${partStyles.spread}`}>
          {above ?? <span className={partStyles.muted}>{t("book.count", { count: rows.length })}</span>}
          {onNew ? <ActionButton id="book.new" small /> : null}
        </div>
        <div className={styles.fill}>
          {rows.length === 0 ? (
            <Empty>{empty}</Empty>
          ) : (
            <Grid
              ref={grid}
              label={label}
              columns={columns}
              count={rows.length}
              rowAt={(index) => rows[index]}
              nameOf={nameOf}
              active={at}
              onActive={setActive}
              onOpen={onEdit}
              rowHeight={32}
            />
          )}
        </div>
      </div>
      <aside className={styles.detail} aria-label={t("book.detail")}>
        {current ? detail(current) : <Empty>{empty}</Empty>}
      </aside>
    </div>
  );
}
