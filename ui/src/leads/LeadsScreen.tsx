import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { openDraft } from "../capture/openDraft";
import { useSettled } from "../capture/useCapture";
import { askToCorrect } from "../corrections/asked";
import { Key } from "../design/Button";
import { Grid, useFocusOnArrival, type GridHandle } from "../design/Grid";
import { Empty, FailureNotice, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { Tabs } from "../design/Tabs";
import type { Failure, LeadRowView } from "../host";
import { isTyping } from "../keyboard/ime";
import { useAction } from "../keyboard/useAction";
import { go } from "../router/route";
import { useLeadColumns } from "./columns";
import styles from "./leads.module.css";
import { leadName } from "./name";
import { usePages } from "./usePages";

const VIEWS = ["mine", "captured", "helping", "pool", "all"] as const;
const SORTS = ["signed", "due", "company", "owner"] as const;
const SEARCH_AFTER_MS = 120;

/** Where the list was left, so that it is found again after a look at a lead. */
const nowhere = { view: "", text: "", sort: "signed", active: 0 };
const left = { ...nowhere };

/** The workspace was closed. */
export function forgetList(): void {
  Object.assign(left, nowhere);
}

export function LeadsScreen({ view }: { view: string }) {
  const { t } = useTranslation();
  const at = (VIEWS as readonly string[]).indexOf(view);
  const shift = (by: number) => go("leads", VIEWS[(Math.max(0, at) + by + VIEWS.length) % VIEWS.length]);
  useAction("leads.previousView", () => shift(-1));
  useAction("leads.nextView", () => shift(1));
  return (
    <div className={styles.screen}>
      <h1 className={partStyles.hidden}>{t("desk.leads")}</h1>
      <Tabs
        label={t("leads.views")}
        items={VIEWS.map((id) => ({ id, name: t(`leads.view.${id}`) }))}
        selected={at < 0 ? "mine" : view}
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
  const [text, setText] = useState(again ? left.text : "");
  const [sort, setSort] = useState(again ? left.sort : "signed");
  const [active, setActive] = useState(again ? left.active : 0);
  useEffect(() => {
    Object.assign(left, { view, text, sort, active });
  }, [view, text, sort, active]);
  const pages = usePages({ view, text: useSettled(text.trim(), SEARCH_AFTER_MS), sort, fair: null });
  const columns = useLeadColumns();
  const search = useRef<HTMLInputElement>(null);
  const grid = useRef<GridHandle>(null);
  useAction("leads.search", () => search.current?.select());
  useFocusOnArrival(grid, pages.count > 0);
  const [failure, setFailure] = useState<Failure>();
  const open = async (row: LeadRowView) => (row.draft ? setFailure(await openDraft(row.card)) : go("lead", row.card));
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
  const onSearchKey = (event: KeyboardEvent) => {
    if (isTyping(event.nativeEvent)) return;
    if (event.key === "ArrowDown" || event.key === "Enter") {
      event.preventDefault();
      grid.current?.focus();
    } else if (event.key === "Escape" && text !== "") {
      event.stopPropagation();
      setText("");
    }
  };
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
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={onSearchKey}
        />
        <Key of="/" />
        <Pick
          label={t("leads.sort")}
          showLabel={false}
          options={SORTS.map((id) => ({ id, name: t(`leads.sortBy.${id}`) }))}
          value={sort}
          onChange={setSort}
        />
        <span className={partStyles.muted} role="status">
          {pages.loading ? t("common.working") : t("leads.count", { count: pages.count, more: pages.capped ? "+" : "" })}
        </span>
      </div>
      <FailureNotice failure={failure ?? pages.failure} />
      {!pages.loading && pages.count === 0 ? (
        <Empty>
          {text ? t("leads.notFound") : t(`leads.none.${view}`)} {view === "mine" && !text ? <a href="#/leads/captured">{t("leads.seeCaptured")}</a> : null}
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
            onRange={pages.show}
            rowHeight={44}
            least={880}
          />
        </div>
      )}
    </div>
  );
}
