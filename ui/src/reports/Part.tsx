import { useId } from "react";
import { useTranslation } from "react-i18next";

import { partStyles } from "../design/parts";
import type { ReportBar, ReportPart } from "../host";
import { Cell } from "./Cell";
import styles from "./reports.module.css";

/** A table, with its chart before it where there is one. */
export function Part({ part, mark }: { part: ReportPart; mark: string }) {
  const { t } = useTranslation();
  const heading = useId();
  const empty = part.rows.length === 0 && part.bars.length === 0;
  return (
    <section className={styles.part} aria-labelledby={heading}>
      <h3 id={heading}>{t(`reports.part.${part.name}`)}</h3>
      {empty ? <p className={partStyles.muted}>{t("reports.none")}</p> : null}
      {part.bars.length > 0 ? <Bars bars={part.bars} /> : null}
      {part.rows.length > 0 ? <Table part={part} heading={heading} mark={mark} /> : null}
    </section>
  );
}

/** Lengths to compare at a glance, in grey as well; the number stands beside each, so nobody needs the bar. */
function Bars({ bars }: { bars: readonly ReportBar[] }) {
  const most = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <ul className={styles.bars}>
      {bars.map((bar, nth) => (
        <li key={nth}>
          <span>
            <Cell cell={bar.cell} />
          </span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.bar} style={{ inlineSize: `${Math.min(1, bar.count / Math.max(1, bar.of ?? most)) * 100}%` }} />
          </span>
          <b>{bar.of === null ? bar.count : `${bar.count} / ${bar.of}`}</b>
        </li>
      ))}
    </ul>
  );
}

function Table({ part, heading, mark }: { part: ReportPart; heading: string; mark: string }) {
  const { t } = useTranslation();
  const breadth = part.columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <table className={styles.table} aria-labelledby={heading}>
      <colgroup>
        {part.columns.map((column) => (
          <col key={column.name} style={{ inlineSize: `${(column.width / breadth) * 100}%` }} />
        ))}
      </colgroup>
      <thead>
        {mark ? (
          // The head is repeated on every page, and who took it out stands there with it (SEC-06).
          <tr className={styles.marked} aria-hidden="true">
            <td colSpan={part.columns.length}>{mark}</td>
          </tr>
        ) : null}
        <tr>
          {part.columns.map((column) => (
            <th key={column.name} scope="col" data-number={column.number}>
              {t(`reports.name.${column.name}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {part.rows.map((row, nth) => (
          <tr key={nth}>
            {row.map((cell, at) => (
              <td key={at} data-number={part.columns[at]?.number}>
                <Cell cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
