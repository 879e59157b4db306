import { useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Badge, FailureNotice, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCall, useCommand, type PlanCopyRow, type PlanFairRow } from "../host";
import { dayName } from "../i18n/format";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";

interface Props {
  fair: string;
  earlier: readonly PlanFairRow[];
  onClose: () => void;
}

/** The lists of an earlier fair, looked at before they are signed for this one; nothing that stands is overwritten (FAIR-02). */
export function CopyLists({ fair, earlier, onClose }: Props) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(earlier[0]!.fair);
  const preview = useCall("fair_copy_preview", { fair, from });
  const copy = useCommand("fair_copy");
  const rows = preview.data?.rows ?? [];
  const fresh = rows.filter((row) => !row.there);
  // The button keeps the focus meanwhile, so that a refusal is read where it was asked for.
  const sign = () => {
    if (copy.isPending) return;
    copy.mutate({ fair, from, versions: fresh.map((row) => row.version) }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t("plan.copy.title")} open onClose={onClose} wide>
      <div className={partStyles.stack}>
        <Pick
          label={t("plan.copy.from")}
          options={earlier.map((one) => ({ id: one.fair, name: inSentence(one.name, 60) }))}
          value={from}
          onChange={setFrom}
        />
        <p className={partStyles.muted}>{t("plan.copy.explain")}</p>
        {preview.data && rows.length === 0 ? <p>{t("plan.copy.nothing")}</p> : null}
        {rows.length > 0 ? <Rows rows={rows} /> : null}
        <FailureNotice failure={failed(preview) ?? failed(copy)} />
        <DialogButtons>
          <Button onPress={onClose}>{t("common.cancel")}</Button>
          {/* Drawn once there is something to sign, and with the focus: one key signs what was looked at. */}
          {fresh.length > 0 ? (
            <Button look="primary" onPress={sign} autoFocus>
              {t("plan.copy.sign", { count: fresh.length })}
            </Button>
          ) : null}
        </DialogButtons>
      </div>
    </Dialog>
  );
}

function Rows({ rows }: { rows: readonly PlanCopyRow[] }) {
  const { t, i18n } = useTranslation();
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th>{t("plan.field.list")}</th>
          <th>{t("plan.field.name")}</th>
          <th className={styles.number}>{t("plan.field.quantity")}</th>
          <th>{t("plan.field.owner")}</th>
          <th>{t("plan.field.due")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.version}>
            <td>{t(`plan.list.${row.list}`)}</td>
            <td>
              <Said text={row.name} max={60} /> {row.there ? <Badge>{t("plan.copy.there")}</Badge> : null}
            </td>
            <td className={styles.number}>{row.quantity}</td>
            <td>
              <Owner row={row} />
            </td>
            <td>{row.due === null ? "—" : dayName(row.due, i18n.language)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Owner({ row }: { row: PlanCopyRow }) {
  const { t } = useTranslation();
  if (row.ownerName !== null) return <Said text={row.ownerName} max={30} />;
  return (
    <>
      <Badge tone="warn">{t("plan.unnamed")}</Badge>{" "}
      {row.wasName === null ? null : <span className={partStyles.muted}>{t("plan.copy.was", { name: inSentence(row.wasName, 20) })}</span>}
    </>
  );
}
