import { useState, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";

import { openDraft } from "../capture/openDraft";
import styles from "../desk/desk.module.css";
import { Badge, Empty, FailureNotice, Panel } from "../design/parts";
import type { Failure, LeadRowView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { heldText } from "../leads/held";
import { namelessDraft, namelessRow } from "../leads/name";
import { rowOwner } from "../leads/owner";
import { DraftName } from "../photos/SmallPhoto";
import { registerNumber } from "../leads/register";
import { safeText } from "../text/safe";
import { Said } from "../text/Said";

/** A short list of the day's cards. */
export function DayCards({ title, rows, empty }: { title: string; rows: readonly LeadRowView[]; empty: string }) {
  const { t } = useTranslation();
  const words = useWords();
  const [failure, setFailure] = useState<Failure>();
  const reopen = (event: MouseEvent, card: string) => {
    event.preventDefault();
    void openDraft(card).then(setFailure);
  };
  return (
    <Panel title={title}>
      <FailureNotice failure={failure} />
      {rows.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <table className={`${styles.table} ${styles.oneLine}`}>
          <thead>
            <tr>
              <th>{t("leads.register")}</th>
              <th>{t("leads.customer")}</th>
              <th>{t("leads.signed")}</th>
              <th>{t("leads.owner")}</th>
              <th>{t("leads.held")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.card}>
                <td>{row.draft ? <Badge tone="warn">{t("card.draft")}</Badge> : registerNumber(row)}</td>
                <td className={styles.long} title={[row.company, row.person].map((text) => safeText(text.trim(), 200)).join(" ").trim()}>
                  <a href={row.draft ? "#/capture" : `#/lead/${encodeURIComponent(row.card)}`} onClick={(event) => row.draft && reopen(event, row.card)}>
                    {row.draft ? <DraftName card={row.card} company={row.company} empty={namelessDraft(row, t)} /> : <Said text={row.company} max={80} empty={namelessRow(row, t)} />}
                  </a>{" "}
                  <Said text={row.person} max={40} empty="" />
                </td>
                <td>{row.draft ? t("card.unsigned") : moment(row.signedMs, words.nowMs, words)}</td>
                <td title={row.draft ? undefined : rowOwner(row, t)}>{row.draft ? "—" : rowOwner(row, t)}</td>
                <td>{row.draft ? "—" : heldText(row, t)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
