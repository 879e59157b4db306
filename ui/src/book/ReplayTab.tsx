import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { TextField } from "../design/Field";
import { Grid, type Column } from "../design/Grid";
import { Badge, Empty, FailureNotice, Notice, Panel, RuleChip, Working, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import desk from "../desk/desk.module.css";
import { failed, useCall, type BookPlace, type BookView, type ReplayRow, type ReplaySide, type ReplayView } from "../host";
import { Reasons } from "../ruling/Reasons";
import { RulingBox } from "../ruling/RulingBox";
import { useKept } from "../shell/kept";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import styles from "./book.module.css";
import { withWords } from "./Form";
import { territoryName } from "./names";
import { PlacePicker, placeName } from "./PlacePicker";
import { numberName } from "./numbers";
import { useReplay } from "./useReplay";

type Move = BookPlace & { to: string };

/** A past fair again under other rules: whose customers would change hands, and why. Nothing is changed by it. */
export function ReplayTab({ book }: { book: BookView }) {
  const { t } = useTranslation();
  const replay = useReplay();
  const [fair, setFair] = useKept("book/replay/fair", book.fairs[0]?.entry.id ?? "");
  const [numbers, setNumbers] = useKept<Record<string, string>>("book/replay/numbers", {});
  const [moves, setMoves] = useKept<readonly Move[]>("book/replay/moves", []);
  const read = book.parameters.filter((row) => row.read && !(row.name in numbers));
  const territories = [{ id: "", name: t("book.replay.nobodys") }, ...book.territories.map((row) => ({ id: row.entry.id, name: inSentence(row.entry.name, 40) }))];
  const nothing = Object.keys(numbers).length === 0 && moves.length === 0;
  const drop = (name: string) => setNumbers(Object.fromEntries(Object.entries(numbers).filter(([other]) => other !== name)));
  if (book.fairs.length === 0) return <Empty>{t("book.empty.fairs")}</Empty>;
  return (
    <div className={desk.split}>
      <div className={desk.master}>
        {replay.now ? <Outcome now={replay.now} running={replay.running} book={book} /> : <Empty>{t("book.replay.empty")}</Empty>}
      </div>
      <aside className={desk.detail} aria-label={t("book.replay.otherwise")}>
        <h2>{t("book.replay.otherwise")}</h2>
        <p className={`${partStyles.muted} ${partStyles.small}`}>{t("book.replay.note")}</p>
        <Pick label={t("book.replay.fair")} options={book.fairs.map((row) => ({ id: row.entry.id, name: inSentence(row.entry.name, 40), note: row.entry.days[0] ?? "" }))} value={fair} onChange={setFair} />
        <Panel title={t("book.tab.numbers")}>
          {Object.entries(numbers).map(([name, value]) => (
            <div key={name} className={partStyles.line} data-end="true">
              <TextField
                label={numberName(name, t)}
                value={value}
                onChange={(text) => setNumbers({ ...numbers, [name]: text })}
                hint={t("book.replay.isNow", { value: book.parameters.find((row) => row.name === name)?.value ?? "" })}
              />
              <Button small aria-label={t("book.drop", { name: numberName(name, t) })} onPress={() => drop(name)}>
                <span aria-hidden="true">×</span>
              </Button>
            </div>
          ))}
          <Pick
            label={t("book.replay.addNumber")}
            options={read.map((row) => ({ id: row.name, name: numberName(row.name, t), note: `${row.value} ${t(`book.unit.${row.unit}`)}` }))}
            value={null}
            onChange={(name) => setNumbers({ ...numbers, [name]: book.parameters.find((row) => row.name === name)?.value ?? "" })}
          />
        </Panel>
        <Panel title={t("book.tab.territories")}>
          {moves.map((move) => (
            <div key={move.code} className={partStyles.line} data-end="true">
              <Pick
                label={t("book.replay.goesTo", { place: placeName(move, t), from: move.territory || "—" })}
                options={territories}
                value={move.to}
                onChange={(to) => setMoves(moves.map((other) => (other.code === move.code ? { ...other, to } : other)))}
              />
              <Button small aria-label={t("book.drop", { name: move.name })} onPress={() => setMoves(moves.filter((other) => other.code !== move.code))}>
                <span aria-hidden="true">×</span>
              </Button>
            </div>
          ))}
          <PlacePicker
            label={t("book.addPlace")}
            taken={moves.map((move) => move.code)}
            onTake={(place) => setMoves([...moves, { ...place, to: book.fairs.find((row) => row.entry.id === fair)?.entry.territory ?? "" }])}
          />
        </Panel>
        <div className={partStyles.line}>
          <Button
            look="primary"
            isDisabled={nothing || replay.running}
            onPress={() => void replay.begin({ fair, parameters: numbers, regions: Object.fromEntries(moves.map((move) => [move.code, move.to])) })}
          >
            {t("book.replay.run")}
          </Button>
          {replay.running ? <Button onPress={replay.stop}>{t("book.replay.stop")}</Button> : null}
          {!replay.running && replay.now && !replay.now.complete ? <Button onPress={() => void replay.goOn()}>{t("book.replay.goOn")}</Button> : null}
          {!replay.running && replay.now ? <Button onPress={() => void replay.putAway()}>{t("book.replay.putAway")}</Button> : null}
        </div>
        <FailureNotice failure={replay.failure && withWords(replay.failure, t)} />
      </aside>
    </div>
  );
}

const WHAT = ["owner", "effective", "credit", "territory", "authority"] as const;

function Outcome({ now, running, book }: { now: ReplayView; running: boolean; book: BookView }) {
  const { t } = useTranslation();
  const [active, setActive] = useState(0);
  const [open, setOpen] = useState<ReplayRow>();
  const fair = book.fairs.find((row) => row.entry.id === now.input.fair);
  const played = [
    ...Object.entries(now.input.parameters).map(([name, value]) => `${numberName(name, t)} = ${value}`),
    ...Object.keys(now.input.regions).length > 0 ? [t("book.replay.places", { count: Object.keys(now.input.regions).length })] : [],
  ].join(" · ");
  const columns: Column<ReplayRow>[] = [
    { id: "company", name: t("field.company"), size: "minmax(0, 3fr)", cell: (row) => <Said text={row.company} max={60} empty={t("book.replay.nameless")} /> },
    { id: "before", name: t("book.replay.before"), size: "minmax(0, 2fr)", cell: (row) => <Who side={row.before} book={book} row={row} /> },
    { id: "after", name: t("book.replay.after"), size: "minmax(0, 2fr)", cell: (row) => <Who side={row.after} book={book} row={row} /> },
    {
      id: "rules",
      name: t("book.rule"),
      size: "minmax(0, 2fr)",
      cell: (row) => (
        <>
          {row.rules.slice(0, 3).map((rule) => (
            <RuleChip key={rule} rule={rule} />
          ))}{" "}
          {row.held ? <Badge tone="good">{t("book.replay.held")}</Badge> : null}
        </>
      ),
    },
  ];
  return (
    <>
      <div className={`${partStyles.line} ${partStyles.spread}`}>
        <span>
          <b>{inSentence(fair?.entry.name ?? now.input.fair, 40)}</b> <span className={partStyles.muted}>{played}</span>
        </span>
        <span className={partStyles.line}>
          {now.complete ? null : <progress className={styles.progress} max={now.cards} value={now.looked} aria-label={t("book.replay.progress")} />}
          <span role="status">{t(now.complete ? "book.replay.done" : running ? "book.replay.running" : "book.replay.stopped", { done: now.done, changed: now.changed })}</span>
        </span>
      </div>
      <div className={styles.counts}>
        {WHAT.map((what) => (
          <span key={what} className={desk.counter}>
            {t(`book.replay.what.${what}`)} <b>{now.counts[what] ?? 0}</b>
          </span>
        ))}
      </div>
      <div className={desk.fill}>
        {now.rows.length === 0 ? (
          <Empty>{now.complete ? t("book.replay.same") : t("common.working")}</Empty>
        ) : (
          <Grid label={t("book.tab.replay")} columns={columns} count={now.rows.length} rowAt={(index) => now.rows[index]} nameOf={(row) => row.company} active={active} onActive={setActive} onOpen={setOpen} rowHeight={32} />
        )}
      </div>
      {now.changed > now.rows.length ? <p className={`${partStyles.muted} ${partStyles.small}`}>{t("book.replay.more", { shown: now.rows.length, changed: now.changed })}</p> : null}
      {open ? <Both row={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

/** What says most about the difference: the owner where he differs, else what does. */
function Who({ side, book, row }: { side: ReplaySide; book: BookView; row: ReplayRow }) {
  const { t } = useTranslation();
  const owner = ownerName(side, book, t);
  if (row.differs.includes("owner")) return <>{owner}</>;
  const second = row.differs.includes("effective")
    ? t("book.replay.card", { name: inSentence(side.effectiveName, 20) || "—" })
    : row.differs.includes("territory")
      ? t(`territory.${side.territory}`)
      : row.differs.includes("credit")
        ? t("book.replay.credit", { name: inSentence(side.creditName, 20) || "—" })
        : t("book.replay.decides", { name: side.authority === "hq" ? t("desk.hq") : inSentence(side.authorityName, 20) });
  return (
    <>
      {owner} <span className={partStyles.muted}>{second}</span>
    </>
  );
}

function ownerName(side: ReplaySide, book: BookView, t: (key: string, args?: Record<string, string>) => string): string {
  if (side.owner === "COMPANY") return t("book.replay.company");
  if (side.owner === "NONE") return "—";
  if (side.owner.startsWith("POOL:")) return t("book.replay.pool", { name: inSentence(side.ownerName || territoryName(book, side.owner.slice(5)), 20) });
  return inSentence(side.ownerName, 20);
}

/** Both rulings side by side, each with the rules that speak for it. */
function Both({ row, onClose }: { row: ReplayRow; onClose: () => void }) {
  const { t } = useTranslation();
  const both = useCall("replay_customer", { card: row.card });
  return (
    <Dialog title={inSentence(row.company, 60) || t("book.replay.nameless")} open onClose={onClose} wide>
      <Working on={both.isPending} />
      <FailureNotice failure={failed(both)} />
      {both.data?.held ? <Notice>{t("book.replay.heldExplain")}</Notice> : null}
      {both.data ? (
        <div className={styles.sides}>
          {(["before", "after"] as const).map((side) => (
            <section key={side} className={styles.side} aria-label={t(`book.replay.${side}`)}>
              <h3>{t(`book.replay.${side}`)}</h3>
              <RulingBox ruling={both.data[side]} />
              <Reasons reasons={both.data[side].reasons} />
            </section>
          ))}
        </div>
      ) : null}
      <DialogButtons>
        <Button onPress={onClose} autoFocus>
          {t("common.close")}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
