import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { Choices, TextArea, TextField } from "../design/Field";
import { FailureNotice, Notice, Working, partStyles } from "../design/parts";
import { failed, useCommand, type AffairRow } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { whatHappened, whatIsProposed, whetherReached } from "./sentence";

/** Upholds a proposal, waives it, or makes it milder. Nothing is deducted by it. */
export function DecideDialog({ row, onClose }: { row: AffairRow; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t("penalty.decideTitle")} open onClose={onClose}>
      <DecideForm row={row} onClose={onClose} />
    </Dialog>
  );
}

/** Of somebody who has said nothing: how he is known to have heard of it. */
function Silent({ row }: { row: AffairRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const reached = whetherReached(row, t, (ms) => moment(ms, words.nowMs, words));
  if (row.statements.length > 0 || !reached) return null;
  return (
    <Notice tone="warn">
      {t("penalty.silent")} {reached}
    </Notice>
  );
}

/** A flag has nothing milder than itself. */
const verdicts = (row: AffairRow) => (row.measure === "flag" ? ["uphold", "waive"] : ["uphold", "milder", "waive"]);

function DecideForm({ row, onClose }: { row: AffairRow; onClose: () => void }) {
  const { t, i18n } = useTranslation();
  const decide = useCommand("penalty_decide");
  const { matter } = row;
  const begun = { verdict: "uphold", typed: "", reason: "" };
  const [kept, keep] = useKept(`decide/${matter.fair}/${matter.day}/${matter.offence}/${matter.person}/${matter.about ?? ""}`, begun);
  const { verdict, typed, reason } = kept;
  const setVerdict = (next: string) => keep({ ...kept, verdict: next });
  const setTyped = (next: string) => keep({ ...kept, typed: next });
  const setReason = (next: string) => keep({ ...kept, reason: next });
  const asksAmount = verdict === "milder" && row.amount !== null;
  const amount = asksAmount && /^\d+$/.test(typed.trim()) ? Number(typed) : null;
  const fits = !asksAmount || (amount !== null && amount > 0 && amount < (row.amount ?? 0));
  const lacking = reason.trim() === "" || !fits;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (lacking || decide.isPending) return;
    decide.mutate({ matter: row.matter, verdict, amount, reason: reason.trim() }, { onSuccess: () => (keep(begun), onClose()) });
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <p>
        <strong>{whatHappened(row, t, i18n.language)}</strong>
      </p>
      <p>{t("penalty.decideExplain", { proposed: whatIsProposed(row, t) })}</p>
      <Silent row={row} />
      <Choices
        label={t("penalty.verdictLabel")}
        value={verdict}
        choices={verdicts(row).map((one) => ({ value: one, label: t(`penalty.verdict.${one}`) }))}
        onChange={setVerdict}
      />
      {asksAmount ? (
        <TextField label={t("penalty.amount")} hint={t("penalty.amountHint", { most: row.amount ?? 0 })} inputMode="numeric" value={typed} onChange={setTyped} />
      ) : null}
      <TextArea label={t("common.reason")} value={reason} onChange={setReason} />
      <FailureNotice failure={failed(decide)} />
      <Working on={decide.isPending} />
      <DialogButtons>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button type="submit" look="primary" isDisabled={lacking || decide.isPending}>
          {t("penalty.decide")}
        </Button>
      </DialogButtons>
    </form>
  );
}
