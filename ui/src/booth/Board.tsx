import { useRef, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { Badge, Empty, FailureNotice, RuleChip, Working, partStyles } from "../design/parts";
import { failed, useCall, type BoardCard } from "../host";
import { deadline, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { ownerName } from "../ruling/sentence";
import { Said } from "../text/Said";
import { Scroll } from "./Scroll";
import styles from "./board.module.css";

const COLUMNS = ["unclassified", "special", "a", "b", "c", "d"] as const;

/** The fair's customers by class, with the week that each owner has to find out (FUP-01, CLS-01; E7). */
export function Board({ fair }: { fair: string }) {
  const { t } = useTranslation();
  const board = useCall("class_board", { fair, day: "" });
  const grid = useRef<HTMLDivElement>(null);
  if (!board.data) {
    return (
      <>
        <Working on={board.isPending} />
        <FailureNotice failure={failed(board)} />
      </>
    );
  }
  const { cards, complete, silentFrom } = board.data;
  const late = cards.filter((card) => card.overdue).length;
  const silent = cards.filter((card) => card.silent).length;
  return (
    <Scroll label={t("booth.tab.board")}>
      <div className={partStyles.line}>
        <RuleChip rule="FUP-01" />
        {late > 0 ? <Badge tone="bad">{t("board.overdue", { count: late })}</Badge> : <Badge tone="good">{t("board.inTime")}</Badge>}
        <span className={partStyles.muted}>{t(complete ? "booth.complete" : "booth.incomplete")}</span>
      </div>
      <p className={partStyles.muted}>{t("board.counts")}</p>
      {silent > 0 ? (
        <p className={partStyles.muted}>
          <RuleChip rule="CLS-01" /> {t("board.silent", { count: silent, from: silentFrom })}
        </p>
      ) : null}
      {cards.length === 0 ? <Empty>{t("booth.noLeads")}</Empty> : null}
      <div className={styles.board} ref={grid} onKeyDown={(event) => walk(event, grid.current)}>
        {COLUMNS.map((column) => (
          <Column key={column} column={column} cards={cards.filter((card) => card.column === column)} />
        ))}
      </div>
    </Scroll>
  );
}

function Column({ column, cards }: { column: string; cards: readonly BoardCard[] }) {
  const { t } = useTranslation();
  const name = t(`class.${column}`);
  return (
    <section className={styles.column} aria-label={name} data-column>
      <h2>
        {name} <b>{cards.length}</b>
      </h2>
      <ul>
        {cards.map((card) => (
          <li key={card.card}>
            <Card card={card} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card({ card }: { card: BoardCard }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <a href={`#/lead/${card.card}`} className={styles.card} data-overdue={card.overdue}>
      <span className={styles.name}>{card.company ? <Said text={card.company} max={60} /> : t(card.erased ? "leads.erased" : "board.nameless")}</span>
      <span className={partStyles.muted}>
        {ownerName(card, words)}
        {card.usage ? ` · ${t(card.stable ? "board.stable" : "board.unstable", { usage: card.usage })}` : null}
      </span>
      {card.dueMs === null ? null : card.overdue ? (
        <Badge tone="bad">{t("board.late", { at: deadline(card.dueMs, words.nowMs, words) })}</Badge>
      ) : (
        <Badge tone="warn">{t("board.due", { at: deadline(card.dueMs, words.nowMs, words) })}</Badge>
      )}
      {card.classifiedMs === null ? (
        card.byCard === "unclassified" ? null : <span className={partStyles.muted}>{t("board.byCard", { class: t(`class.${card.byCard}`) })}</span>
      ) : (
        <span className={partStyles.muted}>
          {t(`channel.${card.evidence}`, { defaultValue: card.evidence })} · {moment(card.classifiedMs, words.nowMs, words)}
          {card.proper ? null : ` · ${t("board.improper")}`}
        </span>
      )}
      {card.silent ? <Badge tone="accent">{t("board.read")}</Badge> : null}
    </a>
  );
}

/** Arrows walk through a column and from one to the next. */
function walk(event: KeyboardEvent, grid: HTMLElement | null) {
  const here = event.target instanceof HTMLElement ? event.target.closest("a") : null;
  if (!grid || !here) return;
  const columns = [...grid.querySelectorAll("[data-column]")].map((column) => [...column.querySelectorAll("a")]).filter((cards) => cards.length > 0);
  const at = columns.findIndex((cards) => cards.includes(here));
  const row = columns[at]?.indexOf(here) ?? 0;
  const beside = (step: number) => columns[at + step]?.[Math.min(row, (columns[at + step]?.length ?? 1) - 1)];
  const next = { ArrowDown: columns[at]?.[row + 1], ArrowUp: columns[at]?.[row - 1], ArrowRight: beside(1), ArrowLeft: beside(-1) }[event.key];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
