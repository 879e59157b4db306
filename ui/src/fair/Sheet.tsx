import { useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { TextArea, TextField } from "../design/Field";
import { FailureNotice, RuleChip, partStyles } from "../design/parts";
import { type failed, type HandedInput } from "../host";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { ConditionPick } from "./ConditionPick";
import { pieces } from "./ItemForm";

/** One item of a list that is signed. */
export interface Line {
  item: string;
  name: string;
  quantity: number;
  condition: string;
}

interface SheetProps {
  label: string;
  explain: string;
  sign: string;
  lines: readonly Line[];
  pending: boolean;
  failure: ReturnType<typeof failed>;
  /** Whether something that is asked for above the list is not there yet. */
  lacking?: boolean;
  onSign: (items: HandedInput[], remarks: string) => void;
  /** What is asked for above the list. */
  children?: ReactNode;
}

/** A list on which quantity and condition are filled in before it is signed. */
export function Sheet({ label, explain, sign, lines, pending, failure, lacking = false, onSign, children }: SheetProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Record<string, { quantity: string; condition: string }>>({});
  const [remarks, setRemarks] = useState("");
  const of = (line: Line) => typed[line.item] ?? { quantity: String(line.quantity), condition: line.condition };
  const set = (line: Line, some: Partial<{ quantity: string; condition: string }>) => setTyped((before) => ({ ...before, [line.item]: { ...of(line), ...some } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pending || lacking) return;
    onSign(
      lines.map((line) => ({ item: line.item, quantity: pieces(of(line).quantity), condition: of(line).condition })),
      remarks.trim(),
    );
  };
  return (
    <form className={partStyles.stack} onSubmit={submit} aria-label={label} noValidate>
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
                <Said text={line.name} max={60} />
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
      <TextArea label={t("plan.field.remarks")} value={remarks} onChange={setRemarks} rows={2} />
      <FailureNotice failure={failure} />
      <div className={partStyles.line}>
        <Button type="submit" look="primary" isDisabled={lacking} isPending={pending}>
          {sign}
        </Button>
      </div>
    </form>
  );
}
