import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

import { TwoLines, gridStyles, type Column } from "../design/Grid";
import { Badge, RuleChip, partStyles } from "../design/parts";
import type { LeadRowView } from "../host";
import { relative } from "../i18n/duration";
import { deadline, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { StateBadge } from "../ruling/RulingBox";
import { clause, type Words } from "../ruling/sentence";
import { useSession } from "../shell/session";
import { inSentence, safeText } from "../text/safe";
import { Said } from "../text/Said";
import { useColumnName } from "./ArrangeDialog";
import { SORT_OF, type ColumnId } from "./arrangement";
import { heldText } from "./held";
import { namelessRow } from "./name";
import { rowOwner } from "./owner";
import { registerNumber } from "./register";

interface Ticks {
  shown: readonly ColumnId[];
  ticked: ReadonlySet<string>;
  onTick: (card: string) => void;
}

/** The columns of a list of leads that are shown, behind one that tells which rows are selected. */
export function useLeadColumns({ shown, ticked, onTick }: Ticks): Column<LeadRowView>[] {
  const all = useAllColumns();
  const tick: Column<LeadRowView> = {
    id: "tick",
    name: "✓",
    size: "16px",
    cell: (row) => (
      <span className={gridStyles.tick} data-on={ticked.has(row.card)} onClick={() => onTick(row.card)} aria-hidden="true">
        {ticked.has(row.card) ? <Check size={12} /> : null}
      </span>
    ),
  };
  const chosen = shown.map((id) => all.find((column) => column.id === id)).filter((column) => column !== undefined);
  return [tick, ...chosen.map((column) => ({ ...column, sort: SORT_OF[column.id as ColumnId] }))];
}

/** How wide a list of these columns is at least, in pixels. */
export function leastOf(columns: readonly Column<LeadRowView>[]): number {
  const gap = 12;
  return columns.reduce((sum, column) => sum + Number(/\d+/.exec(column.size)?.[0] ?? 0) + gap, gap);
}

function useAllColumns(): Column<LeadRowView>[] {
  const { t } = useTranslation();
  const words = useWords();
  const session = useSession();
  const name = useColumnName();
  const fairOf = (id: string) => inSentence(session.fairs.find((fair) => fair.id === id)?.name ?? id, 40) || "—";
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
          <TwoLines first={<StateBadge state={row.state} />} second={heldText(row, t)} />
        ),
    },
    { id: "due", name: t("leads.due"), size: "152px", cell: (row) => <Due row={row} words={words} /> },
    { id: "signed", name: t("leads.signed"), size: "108px", cell: (row) => (row.draft ? t("card.unsigned") : moment(row.signedMs, words.nowMs, words)) },
    { id: "class", name: name("class"), size: "92px", cell: (row) => (row.class ? t(`class.${row.class}`, { defaultValue: row.class }) : "—") },
    { id: "source", name: name("source"), size: "84px", cell: (row) => t(`source.${row.source}`, { defaultValue: row.source }) },
    { id: "signer", name: name("signer"), size: "minmax(80px, 1fr)", cell: (row) => inSentence(row.signer, 40) },
    { id: "fair", name: name("fair"), size: "minmax(100px, 2fr)", cell: (row) => <span title={fairOf(row.fair)}>{fairOf(row.fair)}</span> },
    { id: "number", name: name("number"), size: "72px", cell: (row) => (row.number > 0 ? row.number : "—") },
    { id: "register", name: name("register"), size: "64px", cell: (row) => (row.draft ? "—" : registerNumber(row)) },
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
