import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { Check, Choices, TextField } from "../design/Field";
import { partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import type { ImportPlan, ImportView } from "../host";
import { inSentence } from "../text/safe";
import styles from "./lists.module.css";

const FIELDS = [
  "company",
  "person",
  "familyName",
  "givenName",
  "phone",
  "email",
  "creditCode",
  "site",
  "matter",
  "usage",
  "beside",
  "skip",
] as const;
const TYPED_AFTER_MS = 400;

/** What each column is, and what is to be made of the rows. */
export function PlanForm({ view, onPlan }: { view: ImportView; onPlan: (plan: ImportPlan) => void }) {
  const { t } = useTranslation();
  const { plan } = view;
  const [matter, setMatter] = useState(plan.matter);
  useEffect(() => {
    if (matter === plan.matter) return;
    const timer = setTimeout(() => onPlan({ ...plan, matter }), TYPED_AFTER_MS);
    return () => clearTimeout(timer);
  }, [matter, plan, onPlan]);
  const options = FIELDS.map((id) => ({ id, name: t(`lists.field.${id}`) }));
  const choose = (nth: number, field: string) => onPlan({ ...plan, matter, fields: plan.fields.map((old, at) => (at === nth ? field : old)) });
  return (
    <div className={partStyles.stack}>
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("lists.columns")}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th>{t("lists.heading")}</th>
              <th>{t("lists.samples")}</th>
              <th>{t("lists.becomesField")}</th>
            </tr>
          </thead>
          <tbody>
            {view.columns.map((column, nth) => (
              <tr key={column.heading}>
                <td>{inSentence(column.heading, 40)}</td>
                <td className={partStyles.muted}>{column.samples.map((text) => inSentence(text, 24)).join(" / ")}</td>
                <td>
                  <Pick
                    label={t("lists.fieldOf", { heading: inSentence(column.heading, 40) })}
                    showLabel={false}
                    options={options}
                    value={plan.fields[nth] ?? "beside"}
                    onChange={(field) => choose(nth, field)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <TextField label={t("lists.matter")} hint={t("lists.matterHint")} value={matter} onChange={setMatter} />
      <Check label={t("lists.unknown")} checked={plan.unknown} onChange={(unknown) => onPlan({ ...plan, matter, unknown })} />
      <Check label={t("lists.knownToo")} checked={plan.knownToo} onChange={(knownToo) => onPlan({ ...plan, matter, knownToo })} />
      <Choices
        label={t("lists.claim")}
        value={plan.claim ? "own" : "list"}
        choices={[
          { value: "list", label: t("lists.claimList") },
          { value: "own", label: t("lists.claimOwn") },
        ]}
        onChange={(chosen) => onPlan({ ...plan, matter, claim: chosen === "own" })}
      />
      <p className={partStyles.muted}>{t(plan.claim ? "lists.claimOwnNote" : "lists.claimListNote")}</p>
    </div>
  );
}
