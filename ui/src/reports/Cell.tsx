import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import { Shown } from "../booth/RivalPhoto";
import type { ReportCell } from "../host";
import { deadline, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { safeText } from "../text/safe";
import styles from "./reports.module.css";

/** Rule numbers, and nothing beside them. */
const RULES = /^[A-Z]+-\d+(?:,? (?:· )?[A-Z]+-\d+)*$/;

/** Rule numbers in lines that never end inside one. */
function Rules({ of }: { of: string }) {
  return of.split(" ").map((rule, nth) => (
    <Fragment key={nth}>
      {nth > 0 ? " " : null}
      <span className={styles.rule}>{rule}</span>
    </Fragment>
  ));
}

/** What stands in a place of a report. */
export function Cell({ cell }: { cell: ReportCell }) {
  const { t } = useTranslation();
  const words = useWords();
  switch (cell.is) {
    case "nothing":
      return null;
    case "text":
      return <bdi>{RULES.test(cell.of) ? <Rules of={cell.of} /> : safeText(cell.of)}</bdi>;
    case "word":
      return <span className={styles.word}>{t(cell.of)}</span>;
    case "count":
      return cell.of;
    case "at":
      // Always with its day: a page is read on another one.
      return moment(cell.of, 0, words);
    case "due":
      return deadline(cell.of, 0, words);
    case "photo":
      return <Shown {...cell.of} small />;
  }
}
