import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Typed } from "../booth/useForms";
import { useSending } from "../booth/useSending";
import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { TextArea, TextField } from "../design/Field";
import { Badge, FailureNotice, RuleChip, partStyles } from "../design/parts";
import type { HandedInput } from "../host";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { ConditionPick } from "./ConditionPick";
import { pieces } from "./ItemForm";

/** One item of a list that is signed. */
export interface Line {
  item: string;
  name: string;
  /** For the visitors: both sign that it does not come back. */
  giveaway?: boolean;
  quantity: number;
  condition: string;
}

/** What was typed on a sheet and is not signed; a line that nobody has touched stands as it is proposed. */
export interface Filled {
  lines: Record<string, { quantity: string; condition: string }>;
  remarks: string;
  /** To whom, where that is chosen. */
  to?: string;
}

/** The sheets of a fair that somebody has begun, by what is signed on them. */
export type Sheets = Typed<Filled>;

export const EMPTY: Filled = { lines: {}, remarks: "" };

interface SheetProps {
  label: string;
  explain: string;
  sign: string;
  lines: readonly Line[];
  sheets: Sheets;
  /** Its name among the sheets. */
  entry: string;
  /** Whether something that is asked for above the list is not there yet. */
  lacking?: boolean;
  onSign: (items: HandedInput[], remarks: string) => Promise<unknown>;
  /** What is asked for above the list. */
  children?: ReactNode;
}

/** A list on which quantity and condition are filled in before it is signed. */
export function Sheet({ label, explain, sign, lines, sheets, entry, lacking = false, onSign, children }: SheetProps) {
  const { t } = useTranslation();
  const filled = sheets.of(entry) ?? EMPTY;
  const of = (line: Line) => filled.lines[line.item] ?? { quantity: String(line.quantity), condition: line.condition };
  const set = (line: Line, some: Partial<{ quantity: string; condition: string }>) =>
    sheets.put(entry, { ...filled, lines: { ...filled.lines, [line.item]: { ...of(line), ...some } } });
  const sending = useSending(async () => {
    if (lacking) return;
    const items = lines.map((line) => ({ item: line.item, quantity: pieces(of(line).quantity), condition: of(line).condition }));
    await sheets.send(entry, () => onSign(items, filled.remarks.trim()));
  });
  return (
    <form className={partStyles.stack} onSubmit={sending.onSubmit} onKeyDown={sending.onKeyDown} aria-label={label} noValidate>
      <p className={partStyles.muted}>
        <RuleChip rule="FAIR-04" /> {explain}
      </p>
      {children}
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("plan.field.name")}</th>
            <th>{t("plan.field.quantity")}</th>
            <th>{t("plan.condition.title")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.item}>
              <td>
                <Said text={line.name} max={60} /> {line.giveaway ? <Badge>{t("plan.giveaway")}</Badge> : null}
              </td>
              <td>
                <TextField
                  label={`${t("plan.field.quantity")} · ${inSentence(line.name, 30)}`}
                  showLabel={false}
                  value={of(line).quantity}
                  onChange={(quantity) => set(line, { quantity })}
                  inputMode="numeric"
                  size={6}
                />
              </td>
              <td>
                <ConditionPick name={line.name} value={of(line).condition} onChange={(condition) => set(line, { condition })} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TextArea label={t("plan.field.remarks")} value={filled.remarks} onChange={(remarks) => sheets.put(entry, { ...filled, remarks })} rows={2} />
      <FailureNotice failure={sending.failure} />
      <div className={partStyles.line}>
        <Button type="submit" look="primary" isDisabled={lacking} isPending={sending.pending}>
          {sign}
        </Button>
      </div>
    </form>
  );
}
