import { useRef } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { useAssignKey } from "../desk/useAssignKey";
import { ActionButton } from "../design/Button";
import { Grid, useFocusOnArrival, type GridHandle } from "../design/Grid";
import { Badge, Empty, FailureNotice, partStyles } from "../design/parts";
import { failed, useCommand, type EveningCard, type EveningView } from "../host";
import { useAction } from "../keyboard/useAction";
import { leadName } from "../leads/name";
import { go } from "../router/route";
import { useKept } from "../shell/kept";
import { useProjected } from "../shell/projected";
import { offerUndo } from "../undo/undo";
import { inSentence } from "../text/safe";
import { CardDetail } from "./CardDetail";
import { useCardColumns } from "./columns";
import { perPerson } from "./steps/steps";
import wall from "./steps/steps.module.css";

const NONE: ReadonlySet<string> = new Set();

export type Judgement = "valuable" | "ordinary" | "worthless";

/** Every card of the day: countersign, evaluate, assign; for the row at hand or for all that are ticked. */
export function CardsDesk({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const here = `evening/${view.fair}/${view.day}`;
  const [active, setActive] = useKept(`${here}/active`, 0);
  const [marked, setMarked] = useKept<ReadonlySet<string>>(`${here}/ticked`, NONE);
  const grid = useRef<GridHandle>(null);
  const detail = useRef<HTMLElement>(null);
  const countersign = useCommand("countersign");
  const evaluate = useCommand("evaluate");
  useFocusOnArrival(grid, view.cards.length > 0);
  const at = Math.min(active, view.cards.length - 1);
  const current = view.cards[at];
  // A tick stays until its person takes it away: what is countersigned is judged next. What is no longer of
  // this day has none.
  const ticked = new Set(view.cards.map((card) => card.row.card).filter((card) => marked.has(card)));
  const meant = ticked.size > 0 ? view.cards.filter((card) => ticked.has(card.row.card)) : current ? [current] : [];
  /** A judgement goes on to the next card; a countersignature stays, since a judgement follows. */
  const after = (step: number) => grid.current?.focus(ticked.size > 0 ? at : at + step);
  const sign = () => {
    const cards = meant.filter((card) => card.mayCountersign && !card.countersigned).map((card) => card.row.card);
    // One card keeps the focus where it is: whoever goes on to judge it at once is not called back.
    if (cards.length > 0) countersign.mutate({ cards }, { onSuccess: () => ticked.size > 0 && after(0) });
  };
  const judge = (judgement: Judgement, cards: readonly EveningCard[] = meant) => {
    const judged = Object.fromEntries(cards.map((card) => [card.row.card, judgement]));
    if (cards.length > 0) evaluate.mutate({ cards: judged }, { onSuccess: () => cards === meant && after(1) });
  };
  const may = view.supervisor;
  const projected = useProjected();
  useAction("evening.countersign", sign);
  const untick = () => {
    setMarked(NONE);
    offerUndo({ text: t("undo.unticked", { count: ticked.size }), undo: () => setMarked(ticked) });
  };
  useAction("evening.untick", untick, ticked.size > 0);
  useAction("evening.valuable", () => judge("valuable"), may);
  useAction("evening.ordinary", () => judge("ordinary"), may);
  useAction("evening.worthless", () => judge("worthless"), may);
  const whyNot = useAssignKey("evening.assign", current, detail);
  const toggle = (card: EveningCard) => {
    const next = new Set(ticked);
    if (!next.delete(card.row.card)) next.add(card.row.card);
    setMarked(next);
  };
  useAction("evening.select", () => current && toggle(current), current !== undefined);
  const columns = useCardColumns({ ticked, afterSeal: afterSeal(view), onTick: toggle, onJudge: may ? (card, judgement) => judge(judgement, [card]) : undefined });
  if (view.cards.length === 0) return <Empty>{t("evening.noCards")}</Empty>;
  return (
    <div className={styles.split}>
      <div className={styles.master}>
        <div className={partStyles.line}>
          <ActionButton id="evening.countersign" small isDisabled={!meant.some((card) => card.mayCountersign && !card.countersigned)} />
          {may ? (
            <>
              <ActionButton id="evening.valuable" small />
              <ActionButton id="evening.ordinary" small />
              <ActionButton id="evening.worthless" small />
              <ActionButton id="evening.assign" small />
            </>
          ) : null}
          <span className={partStyles.muted} role="status">
            {ticked.size > 0 ? t("evening.ticked", { count: ticked.size }) : t("evening.tickHint")}
          </span>
          {ticked.size > 0 ? <ActionButton id="evening.untick" small look="quiet" /> : null}
        </div>
        <FailureNotice failure={failed(countersign) ?? failed(evaluate)} />
        {whyNot}
        <Tally view={view} />
        <div className={styles.fill}>
          <Grid
            ref={grid}
            label={t("evening.tab.cards")}
            columns={columns}
            count={view.cards.length}
            rowAt={(index) => view.cards[index]}
            nameOf={({ row }) => leadName(row, t)}
            active={at}
            onActive={setActive}
            onOpen={projected ? undefined : (card) => go("lead", card.row.card)}
            selected={(card) => ticked.has(card.row.card)}
            onToggle={toggle}
            rowHeight={projected ? 72 : 44}
          />
        </div>
      </div>
      <aside ref={detail} className={styles.detail} aria-label={t("evening.detail")} tabIndex={projected ? 0 : undefined}>
        {current ? <CardDetail key={current.row.card} card={current} view={view} onAssigned={() => grid.current?.focus()} /> : null}
      </aside>
    </div>
  );
}

/** How many of each person's cards are judged: every one of each (FAIR-09). */
function Tally({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  return (
    <p className={wall.tally} aria-label={t("meeting.tally.title")}>
      {perPerson(view).map(({ name, judged, cards }) => (
        <Badge key={name} tone={judged === cards ? "good" : "warn"}>
          {t("meeting.tally.one", { name: inSentence(name, 40), judged, cards })}
        </Badge>
      ))}
    </p>
  );
}

function afterSeal({ cards, sealedMs }: EveningView): ReadonlySet<string> {
  const later = cards.filter((card) => sealedMs !== null && card.changedMs !== null && card.changedMs > sealedMs);
  return new Set(later.map((card) => card.row.card));
}
