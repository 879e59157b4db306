import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Grid, type Column, type GridHandle } from "../design/Grid";
import { Badge, Empty, partStyles } from "../design/parts";
import { useCall, type Failure, type LeadRowView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useAction } from "../keyboard/useAction";
import { heldText } from "../leads/held";
import { leadName, namelessDraft } from "../leads/name";
import { registerNumber } from "../leads/register";
import { go } from "../router/route";
import { DraftName } from "../photos/SmallPhoto";
import { useSession } from "../shell/session";
import { Said } from "../text/Said";
import styles from "./capture.module.css";
import { openDraft } from "./openDraft";

interface Props {
  onOpened: () => void;
  onFailed: (failure: Failure) => void;
}

/** Today's cards, drafts first. Enter on a draft takes it back into the form; on a card opens its page. */
export function TodayList({ onOpened, onFailed }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const { today } = useSession();
  const day = useCall("day", { day: today });
  const [active, setActive] = useState(0);
  const grid = useRef<GridHandle>(null);
  useAction("capture.list", () => grid.current?.focus());
  const rows = useMemo(() => [...(day.data?.drafts ?? []), ...(day.data?.captured ?? [])], [day.data]);
  const open = async (row: LeadRowView) => {
    if (!row.draft) return go("lead", row.card);
    const failure = await openDraft(row.card);
    if (failure) onFailed(failure);
    else onOpened();
  };
  const columns: Column<LeadRowView>[] = [
    {
      id: "register",
      name: t("leads.register"),
      size: "52px",
      cell: (row) => (row.draft ? <Badge tone="warn">{t("card.draft")}</Badge> : registerNumber(row)),
    },
    { id: "company", name: t("field.company"), size: "minmax(0, 1fr)", cell: (row) => (row.draft ? <DraftName card={row.card} company={row.company} empty={namelessDraft(row, t)} /> : <Said text={row.company} max={80} />) },
    { id: "person", name: t("field.person"), size: "84px", cell: (row) => <Said text={row.person} max={40} /> },
    { id: "at", name: t("leads.signed"), size: "60px", cell: (row) => (row.draft ? t("card.unsigned") : moment(row.signedMs, words.nowMs, words)) },
    { id: "held", name: t("leads.held"), size: "104px", cell: (row) => (row.draft ? "" : heldText(row, t)) },
  ];
  return (
    <section className={styles.today} aria-label={t("capture.today")}>
      <div className={`${partStyles.line} ${partStyles.spread} ${styles.todayHead}`}>
        <h2>{t("capture.today")}</h2>
        <span className={partStyles.muted}>
          {t("capture.counts", {
            cards: t("counted.cards", { count: day.data?.captured.length ?? 0 }),
            drafts: t("counted.drafts", { count: day.data?.drafts.length ?? 0 }),
          })}
        </span>
      </div>
      {rows.length === 0 ? (
        <Empty>{t("capture.noneToday")}</Empty>
      ) : (
        <Grid
          ref={grid}
          label={t("capture.today")}
          columns={columns}
          count={rows.length}
          rowAt={(index) => rows[index]}
          nameOf={(row) => leadName(row, t)}
          active={active}
          onActive={setActive}
          onOpen={(row) => void open(row)}
        />
      )}
    </section>
  );
}
