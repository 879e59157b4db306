import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Empty, FailureNotice, RuleChip, Working, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCall, useCalls, type FairReview } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { Affair } from "./Affair";
import { Alerts } from "./Alerts";
import own from "./penalties.module.css";

type Part = "alerts" | "proposals";

/** Of so many the newest it is said how much waits there. */
const LOOKED_MAX = 6;

interface Reviewed {
  id: string;
  name: string;
}

/** A fair that headquarters chooses, looked through. */
export function ReviewOfAFair({ part }: { part: Part }) {
  const { t } = useTranslation();
  const { fairs, today, roles } = useSession();
  const begun = fairs.filter((fair) => fair.days.some((day) => day <= today));
  const newest: Reviewed[] = [...begun].sort((a, b) => (b.days.at(-1) ?? "").localeCompare(a.days.at(-1) ?? "")).map(({ id, name }) => ({ id, name: inSentence(name, 60) }));
  // Months of roadshows have proposals and no alerts (FAIR-19).
  const months = useCall("roadshows", { month: "" }, { enabled: part === "proposals" && roles.includes("hq") }).data?.months ?? [];
  newest.push(...months.filter((one) => one.over).map(({ id, month }) => ({ id, name: t("roadshow.month", { month }) })));
  const [chosen, setChosen] = useKept<string | undefined>("review/fair", undefined);
  const looked = newest.slice(0, LOOKED_MAX);
  const reviews = useCalls("fair_review", looked.map(({ id }) => ({ fair: id })));
  const waiting = new Map(looked.map(({ id }, nth) => [id, waits(reviews[nth], part)]));
  const fair = newest.find((one) => one.id === chosen) ?? newest.find((one) => (waiting.get(one.id) ?? 0) > 0) ?? newest[0];
  if (!fair) return <Empty>{t("penalty.noFair")}</Empty>;
  return (
    <div className={styles.scroll}>
      <div className={own.choice}>
        <Pick
          label={t("evening.fair")}
          showLabel={false}
          options={newest.map(({ id, name }) => ({ id, name: waiting.get(id) ? t("penalty.fairCount", { name, count: waiting.get(id) }) : name }))}
          value={fair.id}
          onChange={setChosen}
        />
      </div>
      <Review key={fair.id} fair={fair.id} part={part} />
    </div>
  );
}

/** How much of a fair somebody should look at: its alerts, or the proposals that are not decided. */
function waits(review: FairReview | undefined, part: Part): number {
  if (!review) return 0;
  return part === "alerts" ? review.alerts.length : review.affairs.filter((row) => row.calledFor && !row.decision).length;
}

/** One fair's alerts, or its proposals. */
export function Review({ fair, part }: { fair: string; part: Part }) {
  const review = useCall("fair_review", { fair });
  return (
    <>
      <Working on={review.isPending} />
      <FailureNotice failure={failed(review)} />
      {review.data ? part === "alerts" ? <Alerts rows={review.data.alerts} /> : <Proposals review={review.data} /> : null}
    </>
  );
}

function Proposals({ review }: { review: FairReview }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <>
      <p className={partStyles.muted}>
        <RuleChip rule="PEN-01" /> {t("penalty.explain")} {t("penalty.known", { at: moment(review.knownUntilMs, words.nowMs, words) })}
      </p>
      {review.affairs.length === 0 ? <Empty>{t("penalty.none")}</Empty> : null}
      {review.affairs.map((row) => (
        <Affair key={`${row.matter.day}/${row.matter.offence}/${row.matter.person}/${row.matter.about ?? ""}`} row={row} />
      ))}
    </>
  );
}
