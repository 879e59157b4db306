import { useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Check } from "../design/Field";
import { Badge, FailureNotice, Working, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCall, useCommand, type PlanCopyRow, type PlanFairRow } from "../host";
import { dayName } from "../i18n/format";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";

/** Another fair's lists as the pattern of this one's: looked through before any of it is signed (FAIR-02). */
export function CopyDialog({ fair, others, onClose }: { fair: PlanFairRow; others: readonly PlanFairRow[]; onClose: () => void }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(nearest(fair, others)?.fair ?? "");
  const rows = useCall("plan_pattern", { fair: fair.fair, from });
  const copy = useCommand("plan_copy");
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const fresh = (rows.data ?? []).filter((row) => !row.already);
  const items = fresh.filter((row) => !left.has(row.item)).map((row) => row.item);
  const toggle = (item: string, on: boolean) => {
    const next = new Set(left);
    if (on) next.delete(item);
    else next.add(item);
    setLeft(next);
  };
  return (
    <Dialog title={t("plan.copyTitle", { name: inSentence(fair.name, 40) })} open wide onClose={onClose}>
      <div className={partStyles.stack}>
        <Pick label={t("plan.copyFrom")} options={others.map((one) => ({ id: one.fair, name: inSentence(one.name, 60) }))} value={from} onChange={setFrom} />
        <p className={partStyles.muted}>{t("plan.copyExplain")}</p>
        <Working on={rows.isPending} />
        <FailureNotice failure={failed(rows) ?? failed(copy)} />
        {rows.data && rows.data.length === 0 ? <p>{t("plan.copyNone")}</p> : null}
        {rows.data && rows.data.length > 0 ? <Pattern rows={rows.data} left={left} onToggle={toggle} /> : null}
        <DialogButtons>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          <Button
            look="primary"
            isDisabled={items.length === 0}
            isPending={copy.isPending}
            onPress={() => copy.mutate({ fair: fair.fair, from, items }, { onSuccess: onClose })}
          >
            {t("plan.copySign", { count: items.length })}
          </Button>
        </DialogButtons>
      </div>
    </Dialog>
  );
}

function Pattern({ rows, left, onToggle }: { rows: readonly PlanCopyRow[]; left: ReadonlySet<string>; onToggle: (item: string, on: boolean) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t("plan.field.name")}</th>
          <th>{t("plan.field.list")}</th>
          <th className={styles.number}>{t("plan.field.quantity")}</th>
          <th>{t("plan.field.owner")}</th>
          <th>{t("plan.field.due")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.item}>
            <td>
              {row.already ? (
                <>
                  <Said text={row.name} max={60} /> <Badge>{t("plan.copyAlready")}</Badge>
                </>
              ) : (
                <Check label={inSentence(row.name, 60)} checked={!left.has(row.item)} onChange={(on) => onToggle(row.item, on)} />
              )}
            </td>
            <td>{t(`plan.list.${row.list}`)}</td>
            <td className={styles.number}>{row.quantity}</td>
            <td>
              {inSentence(row.ownerName, 30)} {row.was ? <Badge tone="warn">{t("plan.copyWas", { name: inSentence(row.was, 20) })}</Badge> : null}
            </td>
            <td>{row.due === null ? "—" : dayName(row.due, i18n.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Of the fairs before this one the one whose name begins most alike, and of those the latest; else any. */
function nearest(fair: PlanFairRow, others: readonly PlanFairRow[]): PlanFairRow | undefined {
  const earlier = others.filter((one) => (one.first ?? "") < (fair.first ?? ""));
  const alike = (one: PlanFairRow) => {
    const differs = [...one.name].findIndex((character, at) => character !== [...fair.name][at]);
    return differs === -1 ? one.name.length : differs;
  };
  const nearer = (a: PlanFairRow, b: PlanFairRow) => alike(b) - alike(a) || (b.first ?? "").localeCompare(a.first ?? "");
  return [...earlier].sort(nearer)[0] ?? others[0];
}
