/**
 * A list of any length with the meaning of a table: only the rows in sight exist, arrow keys move, Enter
 * opens. A row's element belongs to its place, not to its content: when the content changes or goes,
 * the focus stays on the neighbour that takes the place.
 */
import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useImperativeHandle, useRef, type CSSProperties, type KeyboardEvent, type ReactNode, type Ref, type RefObject } from "react";

import { isEnter, isTyping } from "../keyboard/ime";
import { isUnclaimed } from "./focus";
import styles from "./grid.module.css";

export interface Column<Row> {
  id: string;
  name: string;
  /** A track of CSS grid: `120px`, `minmax(0, 1fr)`. */
  size: string;
  /** By what its heading orders the list; where it orders nothing, it is text only. */
  sort?: string | undefined;
  cell: (row: Row, index: number) => ReactNode;
}

export interface GridHandle {
  /** Gives the focus to a row; without a place, to the active one. */
  focus: (index?: number) => void;
}

interface Props<Row> {
  label: string;
  columns: readonly Column<Row>[];
  count: number;
  /** The row at a place; undefined while its page is on its way. */
  rowAt: (index: number) => Row | undefined;
  /** What a row is called; its cells say the rest. */
  nameOf: (row: Row) => string;
  active: number;
  onActive: (index: number) => void;
  onOpen?: ((row: Row, index: number) => void) | undefined;
  /** Given where rows can be selected. */
  selected?: (row: Row) => boolean;
  onToggle?: (row: Row) => void;
  /** Given where Shift and an arrow select what lies between. */
  onStretch?: (from: number, to: number) => void;
  /** In which order the list stands, and what chooses another. */
  sorted?: { by: string; falls: boolean };
  onSort?: (by: string) => void;
  onRange?: (first: number, last: number) => void;
  rowHeight?: number;
  /** Least width in pixels before the list scrolls sideways. */
  least?: number;
  ref?: Ref<GridHandle>;
}

export function Grid<Row>(props: Props<Row>) {
  const { label, columns, count, rowAt, nameOf, active, onActive, selected, rowHeight = 30, least = 0 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const at = Math.max(0, Math.min(active, count - 1));
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: 26,
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range);
      return at < count && !indexes.includes(at) ? [...indexes, at].sort((a, b) => a - b) : indexes;
    },
  });
  const items = virtual.getVirtualItems();
  useReportRange(virtual.range?.startIndex, virtual.range?.endIndex, props.onRange);

  const focusRow = (index: number) => {
    onActive(index);
    virtual.scrollToIndex(index, { align: "auto" });
    const within = scroller.current?.contains(document.activeElement);
    requestAnimationFrame(() => {
      // Whoever went on from the list by another key within the frame is not called back.
      const gone = within && !isUnclaimed() && !scroller.current?.contains(document.activeElement);
      if (!gone) rowElement(scroller.current, index)?.focus({ preventScroll: true });
    });
  };
  useImperativeHandle(props.ref, () => ({ focus: (index = at) => count > 0 && focusRow(Math.max(0, Math.min(index, count - 1))) }));
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.nativeEvent) || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 300) / rowHeight) - 2);
    const to = target(event.key, at, count, page);
    if (to !== undefined) {
      event.preventDefault();
      if (event.shiftKey && props.onStretch) props.onStretch(at, to);
      focusRow(to);
      return;
    }
    const row = rowAt(at);
    if (!row) return;
    if (isEnter(event.nativeEvent) && props.onOpen) {
      event.preventDefault();
      props.onOpen(row, at);
    } else if (event.key === " " && props.onToggle) {
      event.preventDefault();
      props.onToggle(row);
    }
  };

  const vars = { "--columns": columns.map((column) => column.size).join(" "), "--least": `${least}px` } as CSSProperties;
  return (
    <div
      ref={scroller}
      className={styles.grid}
      role="grid"
      aria-label={label}
      aria-rowcount={count + 1}
      aria-multiselectable={selected ? true : undefined}
      style={vars}
      onKeyDown={onKeyDown}
    >
      <div className={styles.head} role="row" aria-rowindex={1}>
        {columns.map((column) => (
          <Heading key={column.id} column={column} sorted={props.sorted} onSort={props.onSort} />
        ))}
      </div>
      <div className={styles.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rowAt(item.index);
          return (
            <div
              key={item.index}
              role="row"
              aria-rowindex={item.index + 2}
              aria-label={row ? nameOf(row) : undefined}
              aria-selected={selected && row ? selected(row) : undefined}
              aria-busy={row ? undefined : true}
              data-index={item.index}
              data-active={item.index === at}
              tabIndex={item.index === at ? 0 : -1}
              className={styles.row}
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              onFocus={() => item.index !== at && onActive(item.index)}
              onDoubleClick={() => row && props.onOpen?.(row, item.index)}
            >
              {columns.map((column) => (
                <div key={column.id} className={styles.cell} role="gridcell">
                  {row ? column.cell(row, item.index) : "…"}
                </div>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** What stands above a column. Its order is chosen with the mouse here, and by keyboard where all orders stand. */
function Heading<Row>({ column, sorted, onSort }: { column: Column<Row> } & Pick<Props<Row>, "sorted" | "onSort">) {
  const { sort, name } = column;
  if (sort === undefined || !onSort) {
    return (
      <div className={styles.cell} role="columnheader">
        {name}
      </div>
    );
  }
  const here = sorted?.by === sort;
  const way = sorted?.falls ? "descending" : "ascending";
  return (
    <div className={styles.cell} role="columnheader" aria-sort={here ? way : "none"}>
      <button type="button" className={styles.heading} tabIndex={-1} onMouseDown={(event) => event.preventDefault()} onClick={() => onSort(sort)}>
        {name}
        {here ? <span aria-hidden="true">{sorted?.falls ? " ↓" : " ↑"}</span> : null}
      </button>
    </div>
  );
}

/** A list that appears takes the focus if nothing else on the page has it. */
export function useFocusOnArrival(grid: RefObject<GridHandle | null>, ready: boolean): void {
  useEffect(() => {
    if (ready && isUnclaimed()) grid.current?.focus();
  }, [grid, ready]);
}

function useReportRange(first: number | undefined, last: number | undefined, report?: (first: number, last: number) => void) {
  useEffect(() => {
    if (report && first !== undefined && last !== undefined) report(first, last);
  }, [first, last, report]);
}

function rowElement(scroller: HTMLElement | null, index: number): HTMLElement | null {
  return scroller?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null;
}

function target(key: string, at: number, count: number, page: number): number | undefined {
  const last = count - 1;
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + page, PageUp: at - page, Home: 0, End: last }[key];
  return to === undefined || count === 0 ? undefined : Math.max(0, Math.min(last, to));
}

/** Two lines in one cell: what it is, and what belongs to it. */
export function TwoLines({ first, second }: { first: ReactNode; second?: ReactNode }) {
  return (
    <div className={styles.two}>
      <span>{first}</span>
      {second ? <span>{second}</span> : null}
    </div>
  );
}

export { styles as gridStyles };
