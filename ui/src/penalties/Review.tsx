import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Empty, FailureNotice, RuleChip, Working, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCall, type FairReview } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { Affair } from "./Affair";
import { Alerts } from "./Alerts";
import own from "./penalties.module.css";

type Part = "alerts" | "proposals";

interface Reviewed {
  id: string;
  name: string;
}

/** Months of roadshows that can be looked back at. */
const MONTHS = 6;

/** The months before a day's, the newest first: `2026-04`. */
export function monthsBefore(day: string, count: number): string[] {
  const [year = 0, month = 1] = day.split("-").map(Number);
  return Array.from({ length: count }, (_, nth) => {
    const at = year * 12 + (month - 1) - (nth + 1);
    return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
  });
}

/** A fair that headquarters chooses, looked through. */
export function ReviewOfAFair({ part }: { part: Part }) {
  const { t } = useTranslation();
  const { fairs, today, roles } = useSession();
  const begun = fairs.filter((fair) => fair.days.some((day) => day <= today));
  const newest: Reviewed[] = [...begun].sort((a, b) => (b.days.at(-1) ?? "").localeCompare(a.days.at(-1) ?? "")).map(({ id, name }) => ({ id, name: inSentence(name, 60) }));
  // Months of roadshows have proposals and no alerts (FAIR-19).
  if (part === "proposals" && roles.includes("hq")) newest.push(...monthsBefore(today, MONTHS).map((month) => ({ id: `roadshows/${month}`, name: t("roadshow.month", { month }) })));
  const [chosen, setChosen] = useKept<string | undefined>("review/fair", undefined);
  const fair = newest.find((one) => one.id === chosen) ?? newest[0];
  if (!fair) return <Empty>{t("penalty.noFair")}</Empty>;
  return (
    <div className={styles.scroll}>
      <div className={own.choice}>
        <Pick
          label={t("evening.fair")}
          showLabel={false}
          options={newest}
          value={fair.id}
          onChange={setChosen}
        />
      </div>
      <Review key={fair.id} fair={fair.id} part={part} />
    </div>
  );
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
