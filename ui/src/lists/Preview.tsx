import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Choices } from "../design/Field";
import { FailureNotice, partStyles } from "../design/parts";
import type { ImportRow, ImportView } from "../host";
import { duration } from "../i18n/duration";
import { failureText } from "../i18n/failure";
import { inSentence } from "../text/safe";
import styles from "./lists.module.css";
import { usePreview, type Becomes } from "./usePreview";

const SORTS: readonly Becomes[] = ["card", "known", "wrong"];

/** What will become of each row, before anything is signed. */
export function Preview({ view }: { view: ImportView }) {
  const { t } = useTranslation();
  const seen = usePreview(view);
  const [chosen, setChosen] = useState<Becomes>();
  // Whoever has chosen nothing sees what needs him first.
  const first: Becomes = seen.counts.wrong > 0 ? "wrong" : seen.counts.known > 0 ? "known" : "card";
  const shown = chosen ?? first;
  const rows = seen.rows[shown];
  const choices = SORTS.map((sort) => ({ value: sort, label: t(`lists.sort.${sort}`, { count: seen.counts[sort] }) }));
  return (
    <div className={partStyles.stack}>
      <div className={partStyles.line} data-end="true">
        <Choices label={t("lists.preview")} value={shown} choices={choices} onChange={(sort) => setChosen(sort as Becomes)} />
        <span className={partStyles.muted} role="status">
          {seen.looked < view.rows ? t("lists.looking", { looked: seen.looked, rows: view.rows }) : t("lists.looked")}
        </span>
      </div>
      {rows.length > 0 ? (
        <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("lists.preview")}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>{t("lists.number")}</th>
                <th>{t("field.company")}</th>
                <th>{t("field.person")}</th>
                <th>{t("field.phone")}</th>
                <th>{t("lists.becomes")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.number}>
                  <td>{row.number}</td>
                  <td>{inSentence(row.company, 40)}</td>
                  <td className={styles.name}>{inSentence(row.person, 20)}</td>
                  <td className={styles.phone}>{inSentence(row.phone, 24)}</td>
                  <td>
                    <Fate row={row} claim={view.plan.claim} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {seen.counts[shown] > rows.length ? <p className={partStyles.muted}>{t("lists.more", { count: rows.length })}</p> : null}
      <FailureNotice failure={seen.failure} />
    </div>
  );
}

/** What will become of one row, and why. */
function Fate({ row, claim }: { row: ImportRow; claim: boolean }) {
  const { t } = useTranslation();
  if (row.failure) return <>{failureText(row.failure, t)}</>;
  const hint = row.duplicate;
  if (!hint) return <>{t(claim ? "lists.fate.claimed" : "lists.fate.listed")}</>;
  const signer = inSentence(hint.signer, 40);
  const now = hint.minutesBefore < 1 ? "Now" : "";
  const ago = duration(hint.minutesBefore * 60_000, t, { least: "minute" });
  const who = t(`capture.before.${hint.own ? "own" : "their"}${now}`, { signer, ago });
  if (row.becomes === "known") return <>{t("lists.fate.known", { who })}</>;
  if (!claim) return <>{t("lists.fate.listedToo", { who })}</>;
  const owner = inSentence(hint.owner, 40) || signer;
  return (
    <>
      {who} {t(`capture.outcome.${hint.outcome}`, { signer, owner })}
    </>
  );
}
