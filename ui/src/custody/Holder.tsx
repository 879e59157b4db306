import { useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { useSending } from "../booth/useSending";
import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { Badge, FailureNotice, Notice, RuleChip, partStyles } from "../design/parts";
import { ConditionPick } from "../fair/ConditionPick";
import fairStyles from "../fair/fair.module.css";
import { EMPTY, type Sheets } from "../fair/Sheet";
import { useCommand, type CustodyView, type HeldView, type HolderView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { isEnter } from "../keyboard/ime";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";

/**
 * What one person has, and the count of it. Nothing is filled in before: a number that stands there already
 * is signed without looking. Enter goes down the column, and behind its end to the signature.
 */
export function Holder({ view, sheets, holder }: { view: CustodyView; sheets: Sheets; holder: HolderView }) {
  const { t } = useTranslation();
  const count = useCommand("custody_count");
  const entry = `count/${holder.person}/${view.on}`;
  const filled = sheets.of(entry) ?? EMPTY;
  const counts = view.countable && holder.mayCount;
  const of = (item: HeldView) => filled.lines[item.item] ?? { quantity: "", condition: item.condition ?? "good" };
  const set = (item: HeldView, some: Partial<ReturnType<typeof of>>) =>
    sheets.put(entry, { ...filled, lines: { ...filled.lines, [item.item]: { ...of(item), ...some } } });
  const counted = holder.items.filter((item) => /^\d{1,9}$/.test(of(item).quantity.trim()));
  const short = counted.filter((item) => !item.giveaway).reduce((sum, item) => sum + Math.max(0, item.held - Number(of(item).quantity)), 0);
  const [opened, setOpened] = useState(0);
  const sending = useSending(async () => {
    if (counted.length === 0) return;
    const items = counted.map((item) => ({ item: item.item, quantity: Number(of(item).quantity), condition: of(item).condition }));
    await sheets.send(entry, () => count.mutateAsync({ fair: view.fair, of: holder.person, on: view.on, items, remarks: "" }));
    setOpened(short);
  });
  const down = (event: KeyboardEvent<HTMLFormElement>) => {
    if (!isEnter(event.nativeEvent) || !(event.target instanceof HTMLInputElement)) return;
    const stops = [...event.currentTarget.querySelectorAll<HTMLElement>("input[inputmode], button[type=submit]:enabled")];
    event.preventDefault();
    stops[stops.indexOf(event.target) + 1]?.focus();
  };
  const name = inSentence(holder.name, 40);
  return (
    <form className={partStyles.stack} onSubmit={sending.onSubmit} onKeyDown={down} aria-label={t("custody.of", { name })} noValidate>
      <h3>{holder.mine ? t("custody.ofMine") : t("custody.of", { name })}</h3>
      <table className={`${styles.table} ${fairStyles.held}`}>
        <colgroup>
          {[1, 2, 3, 4, 5].map((at) => (
            <col key={at} />
          ))}
        </colgroup>
        <thead>
          <tr>
            <th>{t("plan.field.name")}</th>
            <th className={styles.number}>{t("custody.held")}</th>
            <th>{t("custody.counted")}</th>
            {counts ? <th>{t("custody.count")}</th> : null}
            {counts ? <th>{t("plan.condition.title")}</th> : null}
          </tr>
        </thead>
        <tbody>
          {holder.items.map((item) => (
            <tr key={item.item}>
              <td>
                <Said text={item.name} max={60} /> {item.giveaway ? <Badge>{t("plan.giveaway")}</Badge> : null}
              </td>
              <td className={styles.number}>{item.held}</td>
              <td>
                <Found item={item} />
              </td>
              {counts ? (
                <td>
                  <TextField
                    label={t("custody.countOf", { name: inSentence(item.name, 30) })}
                    showLabel={false}
                    value={of(item).quantity}
                    onChange={(quantity) => set(item, { quantity })}
                    inputMode="numeric"
                    size={6}
                  />
                </td>
              ) : null}
              {counts ? (
                <td>
                  <ConditionPick name={item.name} value={of(item).condition} onChange={(condition) => set(item, { condition })} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
      <FailureNotice failure={sending.failure} />
      {short > 0 ? (
        <Notice tone="warn">
          <RuleChip rule="FAIR-05" /> {t("custody.isShort", { count: short })}
        </Notice>
      ) : opened > 0 ? (
        <Notice tone="warn">
          <RuleChip rule="FAIR-05" /> {t("custody.opened", { count: opened })}
        </Notice>
      ) : null}
      {counts ? (
        <div className={partStyles.line}>
          <Button type="submit" small isDisabled={counted.length === 0} isPending={sending.pending}>
            {t("custody.sign", { count: counted.length })}
          </Button>
        </div>
      ) : null}
    </form>
  );
}

/** What the last count found, in words. */
function Found({ item }: { item: HeldView }) {
  const { t } = useTranslation();
  const words = useWords();
  if (item.counted === null || item.condition === null || item.countedMs === null) {
    return <span className={partStyles.muted}>{item.giveaway ? t("custody.needNot") : t("custody.none")}</span>;
  }
  return (
    <>
      {item.counted > 0 ? `${item.counted} · ${t(`plan.condition.${item.condition}`)}` : item.counted}{" "}
      {item.givenOut > 0 ? <Badge>{t("custody.givenOut", { count: item.givenOut })}</Badge> : item.missing > 0 ? <Badge tone="bad">{t("custody.missing", { count: item.missing })}</Badge> : <Badge tone="good">{t("custody.there")}</Badge>}{" "}
      <span className={partStyles.muted}>
        {inSentence(item.countedBy, 20)} {moment(item.countedMs, words.nowMs, { ...words, dated: true })}
      </span>
    </>
  );
}
