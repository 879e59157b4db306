import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { openUnsigned } from "../capture/openDraft";
import { useSettled } from "../capture/useCapture";
import { askToCorrect } from "../corrections/asked";
import { ActionButton, Button, Key } from "../design/Button";
import { Grid, useFocusOnArrival, type GridHandle } from "../design/Grid";
import { Empty, FailureNotice, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { Tabs } from "../design/Tabs";
import type { Failure, LeadRowView, SavedView, SessionView } from "../host";
import { desksOf } from "../shell/desks";
import { useSession } from "../shell/session";
import { isTyping } from "../keyboard/ime";
import { useAction } from "../keyboard/useAction";
import { go } from "../router/route";
import { ArrangeDialog } from "./ArrangeDialog";
import { NO_FILTER, PLAIN, SORTS, VIEWS, arrangementOf, filtersOf, listOf, type Arrangement } from "./arrangement";
import { BulkBar } from "./BulkBar";
import { leastOf, useLeadColumns } from "./columns";
import styles from "./leads.module.css";
import { leadName } from "./name";
import { SavedViews } from "./SavedViews";
import { usePages } from "./usePages";
import { useSelection } from "./useSelection";

const SEARCH_AFTER_MS = 120;

/** Where the list was left, so that it is found again after a look at a lead. */
const nowhere = { view: "", now: PLAIN, active: 0, chosen: new Set<string>() as ReadonlySet<string> };
const left = { ...nowhere };

/** The workspace was closed. */
export function forgetList(): void {
  Object.assign(left, nowhere);
}

/** Whoever owns no customers by his office begins with all that he may see. */
const firstView = (session: SessionView) => (desksOf(session).includes("capture") ? "mine" : "all");

export function LeadsScreen({ view }: { view: string }) {
  const { t } = useTranslation();
  const first = firstView(useSession());
  const asked = (VIEWS as readonly string[]).indexOf(view);
  const at = asked < 0 ? VIEWS.indexOf(first) : asked;
  const shift = (by: number) => go("leads", VIEWS[(at + by + VIEWS.length) % VIEWS.length]);
  useAction("leads.previousView", () => shift(-1));
  useAction("leads.nextView", () => shift(1));
  return (
    <div className={styles.screen}>
      <h1 className={partStyles.hidden}>{t("desk.leads")}</h1>
      <Tabs
        label={t("leads.views")}
        items={VIEWS.map((id) => ({ id, name: t(`leads.view.${id}`) }))}
        selected={VIEWS[at] ?? first}
        onSelect={(id) => go("leads", id)}
      >
        {(id) => <LeadList key={id} view={id} />}
      </Tabs>
    </div>
  );
}

function LeadList({ view }: { view: string }) {
  const { t } = useTranslation();
  const again = left.view === view;
  const [now, setNow] = useState(again ? left.now : { ...PLAIN, columns: left.now.columns });
  const [active, setActive] = useState(again ? left.active : 0);
  const [dialog, setDialog] = useState<"arrange" | "saved">();
  const { text } = now;
  const list = listOf(view, now, useSettled(text.trim(), SEARCH_AFTER_MS));
  const pages = usePages(list);
  const selection = useSelection(list, pages, again ? left.chosen : undefined);
  useEffect(() => {
    Object.assign(left, { view, now, active, chosen: selection.cards });
  }, [view, now, active, selection.cards]);
  const columns = useLeadColumns({ shown: now.columns, ticked: selection.cards, onTick: selection.toggle });
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  useAction("leads.search", () => search.current?.select());
  useAction("leads.arrange", () => setDialog("arrange"));
  useAction("leads.saved", () => setDialog("saved"));
  useAction("leads.selectAll", selection.all);
  useFocusOnArrival(grid, pages.count > 0);
  const [failure, setFailure] = useState<Failure>();
  const open = async (row: LeadRowView) => (row.draft ? setFailure(await openUnsigned(row.card)) : go("lead", row.card));
  const openAt = (at: number) => {
    const row = pages.rowAt(at);
    if (row) void open(row);
  };
  const correct = (row: LeadRowView | undefined) => {
    if (!row || row.draft) return;
    askToCorrect(row.card);
    go("lead", row.card);
  };
  useAction("leads.open", () => openAt(active), pages.rowAt(active) !== undefined);
  useAction("leads.correct", () => correct(pages.rowAt(active)));
  const change = (next: Arrangement) => {
    setNow(next);
    setActive(0);
  };
  const openSaved = (saved: SavedView) => {
    setDialog(undefined);
    const next = arrangementOf(saved);
    if (saved.view === view) return change(next);
    Object.assign(left, { view: saved.view, now: next, active: 0, chosen: nowhere.chosen });
    go("leads", saved.view);
  };
  const onSearchKey = (event: KeyboardEvent) => {
    if (isTyping(event.nativeEvent)) return;
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      grid.current?.focus();
    } else if (event.key === "Escape" && text !== "") {
      event.stopPropagation();
      change({ ...now, text: "" });
    }
  };
  const { revokedMs } = useSession();
  const filters = filtersOf(now);
  return (
    <div className={styles.list}>
      <div className={styles.bar}>
        <input
          ref={search}
          type="search"
          className={styles.search}
          aria-label={t("leads.search")}
          placeholder={t("leads.searchHint")}
          value={text}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => change({ ...now, text: event.target.value })}
          onKeyDown={onSearchKey}
        />
        <Key of="/" />
        <Pick
          label={t("leads.sort")}
          showLabel={false}
          options={SORTS.map((id) => ({ id, name: t(`leads.sortBy.${id}`) }))}
          value={now.sort}
          onChange={(sort) => change({ ...now, sort, backwards: false })}
        />
        <ActionButton id="leads.arrange">{t("views.arrange")}</ActionButton>
        <ActionButton id="leads.saved">{t("views.saved")}</ActionButton>
        {filters > 0 ? (
          <Button small look="quiet" onPress={() => change({ ...now, fair: "", filter: NO_FILTER })}>
            {t("views.filtered", { count: filters })} · {t("views.clear")}
          </Button>
        ) : null}
        <span className={partStyles.muted} role="status">
          {pages.loading ? t("common.working") : t("leads.count", { count: pages.count, more: pages.capped ? "+" : "" })}
        </span>
      </div>
      <FailureNotice failure={failure ?? pages.failure} />
      <BulkBar selection={selection} onDone={() => grid.current?.focus()} />
      {!pages.loading && pages.count === 0 ? (
        <Empty>
          {text || filters > 0 ? t("leads.notFound") : t(revokedMs === null ? `leads.none.${view}` : "leads.none.revoked")}{" "}
          {view === "mine" && revokedMs === null && !text && filters === 0 ? <a href="#/leads/captured">{t("leads.seeCaptured")}</a> : null}
        </Empty>
      ) : (
        <div className={styles.grid}>
          <Grid
            ref={grid}
            label={t(`leads.view.${view}`)}
            columns={columns}
            count={pages.count}
            rowAt={pages.rowAt}
            nameOf={(row) => leadName(row, t)}
            active={active}
            onActive={setActive}
            onOpen={(row) => void open(row)}
            selected={(row) => selection.cards.has(row.card)}
            onToggle={(row) => selection.toggle(row.card)}
            onStretch={selection.stretch}
            sorted={{ by: now.sort, falls: (now.sort === "signed") !== now.backwards }}
            onSort={(sort) => change({ ...now, sort, backwards: now.sort === sort && !now.backwards })}
            onRange={pages.show}
            rowHeight={44}
            least={leastOf(columns)}
          />
        </div>
      )}
      {dialog === "arrange" ? <ArrangeDialog view={view} now={now} onChange={change} onClose={() => setDialog(undefined)} /> : null}
      {dialog === "saved" ? <SavedViews onOpen={openSaved} onClose={() => setDialog(undefined)} /> : null}
    </div>
  );
}
