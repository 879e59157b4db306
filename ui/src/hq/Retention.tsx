import { useState } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Empty, FailureNotice, Panel, Working, partStyles } from "../design/parts";
import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCall, useCommand, type RetentionRow, type RetentionView } from "../host";
import { fullDay } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";

const TOLD = ["gone", "stays", "when", "reason"] as const;

/** Customers about whom nothing was said for years: headquarters decides which are erased (SEC-01). */
export function Retention() {
  const { t } = useTranslation();
  const retention = useCall("retention", null);
  const view = retention.data;
  return (
    <div className={styles.scroll}>
      <Working on={retention.isPending} />
      <FailureNotice failure={failed(retention)} />
      {view && view.rows.length === 0 ? <Empty>{t("retention.none", { months: view.months })}</Empty> : null}
      {view && view.rows.length > 0 ? <Proposals view={view} /> : null}
    </div>
  );
}

function Proposals({ view: { rows, total, months } }: { view: RetentionView }) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const erase = useCommand("erase_proposed");
  const cards = rows.map((row) => row.card).filter((card) => chosen.has(card));
  const choose = (card: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(card);
    else next.delete(card);
    setChosen(next);
  };
  const done = () => {
    setAsking(false);
    setChosen(new Set());
  };
  return (
    <Panel title={t("hq.tab.retention")}>
      <p>{t("retention.explain", { count: total, months })}</p>
      <div className={partStyles.line}>
        <Button look="danger" isDisabled={cards.length === 0} onPress={() => setAsking(true)}>
          {t("retention.erase", { chosen: cards.length })}
        </Button>
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>
              <input
                type="checkbox"
                aria-label={t("retention.all")}
                checked={cards.length === rows.length}
                onChange={(event) => setChosen(new Set(event.target.checked ? rows.map((row) => row.card) : []))}
              />
            </th>
            <th>{t("field.company")}</th>
            <th>{t("field.person")}</th>
            <th>{t("evening.signer")}</th>
            <th>{t("retention.touched")}</th>
            <th>{t("retention.due")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.card} row={row} chosen={chosen.has(row.card)} onChoose={(on) => choose(row.card, on)} />
          ))}
        </tbody>
      </table>
      <ReasonDialog
        title={t("hq.tab.retention")}
        explain={TOLD.map((what) => (
          <p key={what}>{t(`erase.${what}`)}</p>
        ))}
        confirm={t("retention.erase", { chosen: cards.length })}
        open={asking}
        required
        of="retention"
        danger
        pending={erase.isPending}
        failure={failed(erase)}
        onClose={() => setAsking(false)}
        onConfirm={(reason) => erase.mutate({ cards, reason }, { onSuccess: done })}
      />
    </Panel>
  );
}

function Row({ row, chosen, onChoose }: { row: RetentionRow; chosen: boolean; onChoose: (on: boolean) => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const name = inSentence(row.company, 60);
  return (
    <tr>
      <td>
        <input
          type="checkbox"
          aria-label={t("retention.choose", { name })}
          checked={chosen}
          onChange={(event) => onChoose(event.target.checked)}
        />
      </td>
      <td className={partStyles.strong}>
        <Said text={row.company} max={60} />
      </td>
      <td>
        <Said text={row.person} max={40} />
      </td>
      <td>
        <Said text={row.signer} max={40} />
      </td>
      <td>{fullDay(row.touchedMs, words)}</td>
      <td>{fullDay(row.dueMs, words)}</td>
    </tr>
  );
}
