import { Fragment, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import deskStyles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { TextArea, TextField } from "../design/Field";
import { Badge, FailureNotice, RuleChip, partStyles } from "../design/parts";
import { failed, useCommand, type AppraisalLine, type AppraisalView } from "../host";
import { deadline, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { inSentence } from "../text/safe";
import { hundredths, points } from "./points";
import styles from "./after.module.css";

/** How a supervisor's appraisal stands, and headquarters' form for it (KPI-02, E11). The sheet below says the rest. */
export function Appraisal({ fair, view }: { fair: string; view: AppraisalView }) {
  const { t } = useTranslation();
  const words = useWords();
  const [open, setOpen] = useState(false);
  const at = (ms: number | null | undefined) => (ms === null || ms === undefined ? "—" : moment(ms, words.nowMs, words));
  const by = (ms: number | null) => (ms === null ? "—" : deadline(ms, words.nowMs, words));
  const signed = view.signedMs[0];
  return (
    <div className={partStyles.line}>
      {signed !== undefined ? (
        <Badge tone="good">{t("after.appraisal.signed", { name: inSentence(view.signedBy, 40), at: at(signed) })}</Badge>
      ) : (
        <Badge tone={view.overdue ? "bad" : "plain"}>{t("after.appraisal.due", { at: by(view.dueMs) })}</Badge>
      )}
      {view.lines.some((line) => line.moved) ? <Badge tone="warn">{t("after.appraisal.moved")}</Badge> : null}
      {view.maySign ? (
        <Button look={signed === undefined ? "primary" : "plain"} onPress={() => setOpen(true)}>
          {t(signed === undefined ? "after.appraisal.open" : "after.appraisal.again")}
        </Button>
      ) : signed === undefined ? (
        <span className={partStyles.muted}>{t("after.appraisal.opens", { at: by(view.opensMs) })}</span>
      ) : null}
      {open ? (
        <Dialog title={t("after.appraisal.title", { name: inSentence(view.name, 40) })} open wide onClose={() => setOpen(false)}>
          <Form fair={fair} view={view} onClose={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </div>
  );
}

type Typed = Record<string, { points: string; reason: string }>;

/** What was signed last where the facts have not moved since, and otherwise what they are worth. */
function begun(view: AppraisalView): Typed {
  const line = (one: AppraisalLine) => [one.criterion, { points: points(one.given !== null && !one.moved ? one.given : one.worth), reason: one.reason }] as const;
  return Object.fromEntries(view.lines.map(line));
}

function Form({ fair, view, onClose }: { fair: string; view: AppraisalView; onClose: () => void }) {
  const { t } = useTranslation();
  const sign = useCommand("supervisor_appraise");
  const [kept, keep] = useKept<{ typed: Typed; overall: string } | undefined>(`after/appraisal/${fair}`, undefined);
  const { typed, overall } = kept ?? { typed: begun(view), overall: view.overall };
  const setTyped = (next: Typed) => keep({ typed: next, overall });
  const setOverall = (next: string) => keep({ typed, overall: next });
  const of = (line: AppraisalLine) => typed[line.criterion] ?? { points: points(line.worth), reason: "" };
  const put = (line: AppraisalLine, patch: Partial<{ points: string; reason: string }>) => setTyped({ ...typed, [line.criterion]: { ...of(line), ...patch } });
  const given = (line: AppraisalLine) => hundredths(of(line).points);
  const departs = (line: AppraisalLine) => given(line) !== line.worth;
  const fits = (line: AppraisalLine) => {
    const said = given(line);
    return said !== undefined && said <= line.points * 100 && (said === line.worth || of(line).reason.trim() !== "");
  };
  const ready = view.lines.every(fits);
  const total = view.lines.reduce((sum, line) => sum + (given(line) ?? 0), 0);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready || sign.isPending) return;
    const other = view.lines.filter(departs);
    sign.mutate(
      {
        fair,
        given: Object.fromEntries(other.map((line) => [line.criterion, given(line) ?? 0])),
        reasons: Object.fromEntries(other.map((line) => [line.criterion, of(line).reason.trim()])),
        overall: overall.trim(),
      },
      { onSuccess: () => (keep(undefined), onClose()) },
    );
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <p className={partStyles.muted}>{t("after.appraisal.explain")}</p>
      <table className={deskStyles.table}>
        <thead>
          <tr>
            <th scope="col">{t("reports.name.criterion")}</th>
            <th scope="col" className={deskStyles.number}>
              {t("reports.name.share")}
            </th>
            <th scope="col" className={deskStyles.number}>
              {t("reports.name.pointsWorth")}
            </th>
            <th scope="col">{t("reports.name.pointsGiven")}</th>
          </tr>
        </thead>
        <tbody>
          {view.lines.map((line) => (
            <Fragment key={line.criterion}>
              <tr>
                <td>
                  {t(`after.criterion.${line.criterion}`)} <RuleChip rule={line.rule} />
                </td>
                <td className={deskStyles.number}>
                  {line.got} / {line.of}
                </td>
                <td className={deskStyles.number}>
                  <span className={styles.whole}>
                    {points(line.worth)} / {line.points}
                  </span>
                </td>
                <td>
                  <TextField
                    label={t("after.appraisal.points", { of: t(`after.criterion.${line.criterion}`) })}
                    showLabel={false}
                    inputMode="decimal"
                    size={6}
                    value={of(line).points}
                    onChange={(text) => put(line, { points: text })}
                  />
                </td>
              </tr>
              {departs(line) ? (
                <tr>
                  <td colSpan={4}>
                    <TextArea label={t("after.appraisal.why")} value={of(line).reason} onChange={(reason) => put(line, { reason })} rows={2} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
      <p>
        <b>{t("after.appraisal.total", { points: points(total) })}</b>
      </p>
      <TextArea label={t("after.appraisal.overall")} value={overall} onChange={setOverall} rows={2} />
      <FailureNotice failure={failed(sign)} />
      <DialogButtons>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button type="submit" look="primary" isDisabled={!ready || sign.isPending}>
          {t("after.appraisal.sign")}
        </Button>
      </DialogButtons>
    </form>
  );
}
