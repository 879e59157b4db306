import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Badge, RuleChip, partStyles } from "../design/parts";
import type { AffairRow, SaidView } from "../host";
import { deadline, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Said } from "../text/Said";
import { CardLinks } from "./CardLinks";
import { DecideDialog } from "./DecideDialog";
import { Hear } from "./Hear";
import { TellDialog } from "./TellDialog";
import own from "./penalties.module.css";
import { stage, whatHappened, whatIsProposed, whatWasDecided, whetherReached } from "./sentence";

/** A proposal: the facts, the rule, what was explained and said, and what was decided (PEN-01). */
export function Affair({ row }: { row: AffairRow }) {
  const { t, i18n } = useTranslation();
  const said = whatHappened(row, t, i18n.language);
  // What was pressed is not there any more then, and the next one belongs to another matter.
  const whole = useRef<HTMLElement>(null);
  const { key, tone } = stage(row);
  return (
    <article ref={whole} tabIndex={-1} className={styles.case} aria-label={said}>
      <div className={own.head}>
        <span>
          <RuleChip rule={row.rule} /> <strong>{said}</strong>
        </span>
        <Badge tone={tone}>{t(`penalty.stage.${key}`)}</Badge>
      </div>
      <span className={partStyles.muted}>
        <Said text={row.fairName} max={60} /> · {t(`rules.${row.rule}.phrase`, { defaultValue: "" })}
      </span>
      <CardLinks cards={row.cards} count={row.count} />
      <Course row={row} />
      {row.mine ? <Hear row={row} /> : null}
      <Office row={row} onDone={() => requestAnimationFrame(() => whole.current?.focus())} />
    </article>
  );
}

/** What has become of it, in order. */
function Course({ row }: { row: AffairRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const lines: [string, ReactNode][] = [];
  if (row.calledFor) lines.push([t("penalty.proposed"), whatIsProposed(row, t)]);
  if (row.covers.length > 0) lines.push([t("penalty.coversLabel"), row.covers.map((one) => t(`penalty.covers.${one}`)).join(t("ruling.joint"))]);
  if (row.verifiedBefore > 0) lines.push([t("penalty.before"), t("penalty.beforeSaid", { times: row.verifiedBefore })]);
  for (const one of row.told) lines.push([t("penalty.toldLabel"), <Words key={one.atMs} said={one} />]);
  const reached = whetherReached(row, t, (ms) => moment(ms, words.nowMs, words));
  if (reached) lines.push([t("penalty.reachedLabel"), reached]);
  if (row.maySpeakUntilMs !== null && !row.heard) {
    lines.push([t("penalty.until"), deadline(row.maySpeakUntilMs, words.nowMs, words)]);
  }
  for (const one of row.statements) lines.push([t("penalty.statement"), <Words key={one.atMs} said={one} />]);
  if (row.heard && row.statements.length === 0) lines.push([t("penalty.statement"), t("penalty.silent")]);
  if (row.decision) {
    const { atMs, byName, reason } = row.decision;
    lines.push([
      t("penalty.decision"),
      <span key="decision">
        {whatWasDecided(row.decision, t)} — <Said text={reason} /> <By name={byName} atMs={atMs} />
      </span>,
    ]);
  }
  return (
    <dl className={own.course}>
      {lines.map(([name, value], index) => (
        <Line key={index} name={name} value={value} />
      ))}
    </dl>
  );
}

function Line({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function Words({ said }: { said: SaidView }) {
  const { t } = useTranslation();
  return (
    <span>
      {said.declines ? `${t("penalty.declined")} ` : null}
      {said.declines && said.text === "" ? null : <Said text={said.text} />} <By name={said.byName} atMs={said.atMs} />
    </span>
  );
}

function By({ name, atMs }: { name: string; atMs: number }) {
  const words = useWords();
  return (
    <span className={partStyles.muted}>
      <Said text={name} max={40} /> · {moment(atMs, words.nowMs, words)}
    </span>
  );
}

/** What whoever is in office may do about it. */
function Office({ row, onDone }: { row: AffairRow; onDone: () => void }) {
  const { t } = useTranslation();
  const [asks, setAsks] = useState<"" | "tell" | "decide">("");
  const close = () => setAsks("");
  // As long as nobody knows whether he has it, somebody may still speak with him.
  const known = row.heard || (row.reached !== null && row.reached.way !== "unsaid");
  const tells = row.mayTell && row.decision === null && !(row.told.length > 0 && known);
  if (!tells && !row.decides) return null;
  return (
    <div className={own.buttons}>
      {tells ? <Button onPress={() => setAsks("tell")}>{t(row.told.length > 0 ? "penalty.spoke" : "penalty.tell")}</Button> : null}
      {row.decides && row.calledFor ? (
        <Button look="primary" isDisabled={!row.mayDecide} onPress={() => setAsks("decide")}>
          {t(row.decision ? "penalty.decideAgain" : "penalty.decide")}
        </Button>
      ) : null}
      {row.decides && row.calledFor && !row.mayDecide ? <span className={partStyles.muted}>{t(whyNot(row))}</span> : null}
      {asks === "tell" ? <TellDialog row={row} onClose={close} onDone={onDone} /> : null}
      {asks === "decide" ? <DecideDialog row={row} onClose={close} /> : null}
    </div>
  );
}

function whyNot(row: AffairRow): string {
  if (row.mine) return "penalty.notYours";
  if (row.awaitsExcuse) return "penalty.excuseFirst";
  if (row.heard) return "penalty.otherPerson";
  return row.told.length > 0 && !row.reached ? "penalty.reachFirst" : "penalty.hearFirst";
}
