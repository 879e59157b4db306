import { useTranslation } from "react-i18next";

import { TwoLines, type Column } from "../design/Grid";
import { Badge, RuleChip, partStyles } from "../design/parts";
import type { LeadRowView } from "../host";
import { relative } from "../i18n/duration";
import { deadline, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { StateBadge } from "../ruling/RulingBox";
import { clause, type Words } from "../ruling/sentence";
import { safeText } from "../text/safe";
import { Said } from "../text/Said";
import { namelessRow } from "./name";
import { rowOwner } from "./owner";

/** The columns of a list of leads. */
export function useLeadColumns(): Column<LeadRowView>[] {
  const { t } = useTranslation();
  const words = useWords();
  return [
    {
      id: "customer",
      name: t("leads.customer"),
      size: "minmax(200px, 5fr)",
      cell: (row) => (
        <TwoLines
          first={
            <span title={safeText(row.company, 300)}>
              <Said text={row.company} max={120} empty={namelessRow(row, t)} />
            </span>
          }
          second={<ContactLine row={row} />}
        />
      ),
    },
    { id: "owner", name: t("leads.owner"), size: "minmax(100px, 1fr)", cell: (row) => rowOwner(row, t) },
    { id: "why", name: t("leads.why"), size: "minmax(240px, 6fr)", cell: (row) => <Why row={row} words={words} /> },
    {
      id: "state",
      name: t("leads.state"),
      size: "104px",
      cell: (row) =>
        row.draft ? (
          <Badge tone="warn">{t("card.draft")}</Badge>
        ) : (
          <TwoLines first={<StateBadge state={row.state} />} second={t(`held.${row.heldBy}`)} />
        ),
    },
    { id: "due", name: t("leads.due"), size: "152px", cell: (row) => <Due row={row} words={words} /> },
    { id: "signed", name: t("leads.signed"), size: "108px", cell: (row) => (row.draft ? t("card.unsigned") : moment(row.signedMs, words.nowMs, words)) },
  ];
}

function ContactLine({ row }: { row: LeadRowView }) {
  const parts = [row.person, row.phone, row.site].filter((text) => text !== "");
  return parts.map((text, index) => (
    <span key={index}>
      {index > 0 ? " · " : ""}
      <Said text={text} max={60} />
    </span>
  ));
}

function Why({ row, words }: { row: LeadRowView; words: Words }) {
  if (row.draft) return <>{words.t("leads.draftWhy")}</>;
  const said = clause(row.why, words);
  return (
    <TwoLines
      first={<span title={said}>{said}</span>}
      second={
        <>
          <RuleChip rule={row.why.rule} /> {words.t(`rules.${row.why.rule}.title`, { defaultValue: "" })}
        </>
      }
    />
  );
}

export function Due({ row, words }: { row: Pick<LeadRowView, "dueKind" | "dueMs">; words: Words }) {
  const { t, nowMs } = words;
  if (!row.dueKind) return <span className={partStyles.muted}>—</span>;
  const what = t(`due.${row.dueKind}`, { defaultValue: row.dueKind });
  if (row.dueMs === null) return <>{what}</>;
  const late = row.dueMs < nowMs;
  return (
    <TwoLines
      first={
        <span className={late ? partStyles.late : undefined}>
          {what} {deadline(row.dueMs, nowMs, words)}
        </span>
      }
      second={relative(row.dueMs, nowMs, t)}
    />
  );
}
