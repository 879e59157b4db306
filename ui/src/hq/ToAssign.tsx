import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { homeOf } from "../desk/assign";
import styles from "../desk/desk.module.css";
import { useAssignKey } from "../desk/useAssignKey";
import { Grid, TwoLines, useFocusOnArrival, type Column, type GridHandle } from "../design/Grid";
import { Badge, Empty, Notice } from "../design/parts";
import { CardDetail } from "../evening/CardDetail";
import type { EveningCard, HqView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { namelessRow } from "../leads/name";
import { Due } from "../leads/columns";
import { leadName } from "../leads/name";
import { go } from "../router/route";
import { useKept } from "../shell/kept";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { LatePools } from "./LatePools";

/** Out-of-territory and unknown customers that wait for headquarters (OWN-04). */
export function ToAssign({ view }: { view: HqView }) {
  const { t } = useTranslation();
  const [active, setActive] = useKept("hq/toAssign", 0);
  const grid = useRef<GridHandle>(null);
  const detail = useRef<HTMLElement>(null);
  const columns = useColumns();
  useFocusOnArrival(grid, view.toAssign.length > 0);
  const at = Math.min(active, view.toAssign.length - 1);
  const current = view.toAssign[at];
  const whyNot = useAssignKey("hq.assign", current, detail);
  const [done, setDone] = useState("");
  if (!current) {
    return (
      <>
        {done ? <Notice tone="good">{done}</Notice> : null}
        <LatePools cards={view.latePools} />
        <Empty>{t("hq.nothingToAssign")}</Empty>
      </>
    );
  }
  return (
    <div className={styles.split}>
      <div className={styles.master}>
        {done ? <Notice tone="good">{done}</Notice> : null}
        <LatePools cards={view.latePools} />
        {whyNot}
        <div className={styles.fill}>
          <Grid
            ref={grid}
            label={t("hq.tab.toAssign")}
            columns={columns}
            count={view.toAssign.length}
            rowAt={(index) => view.toAssign[index]}
            nameOf={({ row }) => leadName(row, t)}
            active={at}
            onActive={setActive}
            onOpen={(card) => go("lead", card.row.card)}
            rowHeight={44}
          />
        </div>
      </div>
      <aside ref={detail} className={styles.detail} aria-label={t("evening.detail")}>
        <CardDetail
          key={current.row.card}
          card={current}
          view={{ supervisor: true, people: view.people }}
          onAssigned={(to) => {
            setDone(t("assign.done", { company: inSentence(current.row.company, 40) || namelessRow(current.row, t), to }));
            grid.current?.focus();
          }}
        />
      </aside>
    </div>
  );
}

function useColumns(): Column<EveningCard>[] {
  const { t } = useTranslation();
  const words = useWords();
  return [
    {
      id: "customer",
      name: t("leads.customer"),
      size: "minmax(200px, 5fr)",
      cell: ({ row, matter }) => (
        <TwoLines
          first={<Said text={row.company} max={120} empty={namelessRow(row, t)} />}
          second={row.erased ? null : <><Said text={row.person} max={40} /> · <Said text={matter} max={120} /></>}
        />
      ),
    },
    {
      id: "territory",
      name: t("evening.territory"),
      size: "110px",
      cell: ({ row, ruling }) => (
        <TwoLines
          first={<Badge tone="warn">{inSentence(homeOf(ruling), 20) || t(`territory.short.${ruling.territory}`)}</Badge>}
          second={<Said text={row.site} max={40} />}
        />
      ),
    },
    {
      id: "signer",
      name: t("evening.signer"),
      size: "92px",
      cell: ({ row }) => <TwoLines first={<Said text={row.signer} max={40} />} second={moment(row.signedMs, words.nowMs, words)} />,
    },
    { id: "judgement", name: t("evening.judgement"), size: "84px", cell: (card) => t(`judgement.${card.judgement || "none"}`) },
    {
      id: "due",
      name: t("leads.due"),
      size: "140px",
      cell: (card) => <Due row={{ dueKind: card.assignDueMs === null ? "" : "assign", dueMs: card.assignDueMs }} words={words} />,
    },
  ];
}
