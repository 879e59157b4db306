import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Score } from "../after/Score";
import { Custody } from "../custody/Custody";
import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Badge, Empty, FailureNotice, Notice, Panel, RuleChip, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { Tabs } from "../design/Tabs";
import { failed, useCall, type FairPlanView, type PlanFairRow, type PlanItemView } from "../host";
import { dayName, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Roadshows } from "../roadshows/Roadshows";
import { readsRoadshows } from "../shell/desks";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { CopyLists } from "./CopyLists";
import own from "./fair.module.css";
import { Handover } from "./Handover";
import { ItemForm } from "./ItemForm";
import { before, LISTS, type List } from "./lists";

const PARTS = ["fairs", "roadshows"] as const;

/** What marketing does: fairs are prepared, roadshows are held. Whoever has no part in the latter sees fairs alone. */
export function FairScreen() {
  const { t } = useTranslation();
  const session = useSession();
  const [part, setPart] = useKept<string>("fair/part", "fairs");
  if (!readsRoadshows(session)) return <Fairs />;
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1>{t("desk.fair")}</h1>
      </div>
      <div className={styles.body}>
        <Tabs label={t("desk.fair")} items={PARTS.map((id) => ({ id, name: t(`roadshow.part.${id}`) }))} selected={part} onSelect={setPart}>
          {(id) => (id === "roadshows" ? <Roadshows /> : <Fairs inside />)}
        </Tabs>
      </div>
    </div>
  );
}

/** What is prepared for a fair, and its hand-over to the supervisor (FAIR-02 to FAIR-04). */
function Fairs({ inside = false }: { inside?: boolean }) {
  const { t } = useTranslation();
  const fairs = useCall("plan_fairs", null);
  const [chosen, setChosen] = useKept<string | undefined>("fair/fair", undefined);
  if (fairs.data === undefined) return <FailureNotice failure={failed(fairs)} />;
  const fair = fairs.data.find((one) => one.fair === chosen) ?? fairs.data[0];
  if (!fair) return <Empty>{t("plan.none")}</Empty>;
  return (
    <div className={`${styles.screen} ${inside ? own.inside : ""}`}>
      <div className={styles.head}>
        {inside ? null : <h1>{t("desk.fair")}</h1>}
        <Pick
          label={t("evening.fair")}
          showLabel={false}
          options={fairs.data.map((one) => ({ id: one.fair, name: inSentence(one.name, 60) }))}
          value={fair.fair}
          onChange={setChosen}
        />
      </div>
      <div className={styles.body}>
        <Plan key={fair.fair} fair={fair.fair} earlier={before(fairs.data, fair)} />
      </div>
    </div>
  );
}

function Plan({ fair, earlier }: { fair: string; earlier: readonly PlanFairRow[] }) {
  const { t } = useTranslation();
  const plan = useCall("fair_plan", { fair });
  const [editing, setEditing] = useState<{ item?: PlanItemView; list: List }>();
  const [copying, setCopying] = useState(false);
  if (plan.data === undefined) return <FailureNotice failure={failed(plan)} />;
  const view = plan.data;
  // Once the fair has begun people come here for what is in their hands, and not for what was planned.
  const begun = view.daysLeft !== null && view.daysLeft <= 0;
  return (
    <div className={styles.scroll}>
      <Standing view={view} />
      {view.mayPrepare && earlier.length > 0 ? (
        <div className={partStyles.line}>
          <Button small onPress={() => setCopying(true)}>
            {t("plan.copy.open")}
          </Button>
        </div>
      ) : null}
      {begun ? <Custody fair={fair} /> : null}
      {LISTS.map((list) => (
        <Panel key={list} title={t(`plan.list.${list}`)}>
          <Items
            items={view.items.filter((item) => item.now.list === list)}
            onEdit={view.mayPrepare ? (item) => setEditing({ item, list }) : undefined}
          />
          {view.mayPrepare ? (
            <div className={partStyles.line}>
              <Button small onPress={() => setEditing({ list })}>
                {t("plan.new")}
              </Button>
            </div>
          ) : null}
        </Panel>
      ))}
      <Handover view={view} />
      {begun ? null : <Custody fair={fair} />}
      <Score fair={fair} />
      {editing ? <ItemForm view={view} {...editing} onClose={() => setEditing(undefined)} /> : null}
      {copying ? <CopyLists fair={fair} earlier={earlier} onClose={() => setCopying(false)} /> : null}
    </div>
  );
}

/** How far it is to the fair, and what of it is handed over. */
function Standing({ view }: { view: FairPlanView }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const left = view.daysLeft;
  const distance = left === null ? "" : left > 0 ? t("plan.status.days", { count: left }) : left === 0 ? t("plan.status.today") : t("plan.status.past");
  const due = view.due === null ? "" : t("plan.status.due", { day: dayName(view.due, i18n.language) });
  return (
    <div className={partStyles.stack}>
      <p>
        <RuleChip rule="FAIR-03" /> {[distance, due].filter(Boolean).join(" · ")}{" "}
        {view.completeAtMs === null ? (
          <Badge tone="warn">{t("plan.status.open")}</Badge>
        ) : (
          <Badge tone="good">{t("plan.status.complete", { at: moment(view.completeAtMs, words.nowMs, words) })}</Badge>
        )}{" "}
        {view.daysLate > 0 ? <Badge tone="bad">{t("plan.status.late", { count: view.daysLate })}</Badge> : null}
      </p>
      {view.reminder === null ? null : <Notice tone="warn">{t("plan.status.reminder", { count: view.reminder })}</Notice>}
    </div>
  );
}

function Items({ items, onEdit }: { items: readonly PlanItemView[]; onEdit: ((item: PlanItemView) => void) | undefined }) {
  const { t, i18n } = useTranslation();
  if (items.length === 0) return <p className={partStyles.muted}>{t("plan.empty")}</p>;
  const day = (text: string | null) => (text === null ? "—" : dayName(text, i18n.language));
  return (
    <table className={`${styles.table} ${own.items}`}>
      <thead>
        <tr>
          <th>{t("plan.field.name")}</th>
          <th>{t("plan.field.kind")}</th>
          <th className={styles.number}>{t("plan.field.quantity")}</th>
          <th>{t("plan.field.owner")}</th>
          <th>{t("plan.field.due")}</th>
          <th>{t("plan.field.done")}</th>
          <th>{t("plan.field.remarks")}</th>
          {onEdit ? <th>{t("plan.edit")}</th> : null}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.item}>
            <td>
              <Said text={item.now.name} max={60} /> {item.now.giveaway ? <Badge>{t("plan.giveaway")}</Badge> : null} {item.now.dropped ? <Badge>{t("plan.field.dropped")}</Badge> : null}{" "}
              {item.earlier.length > 0 ? <span className={partStyles.muted}>{t("plan.earlier", { count: item.earlier.length })}</span> : null}
            </td>
            <td>
              <Said text={item.now.kind} max={30} />
            </td>
            <td className={styles.number}>{item.now.quantity}</td>
            <td>
              {item.now.ownerName === null ? <Badge tone="warn">{t("plan.unnamed")}</Badge> : <Said text={item.now.ownerName} max={30} />}
            </td>
            <td>{day(item.now.due)}</td>
            <td>{day(item.now.done)}</td>
            <td>
              <Said text={item.now.remarks} max={200} />
            </td>
            {onEdit ? (
              <td>
                <Button small onPress={() => onEdit(item)} aria-label={t("plan.editTitle", { name: inSentence(item.now.name, 40) })}>
                  {t("plan.edit")}
                </Button>
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
