import { useTranslation } from "react-i18next";

import { Countdown } from "../desk/Countdown";
import styles from "../desk/desk.module.css";
import { Badge } from "../design/parts";
import type { EveningView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";

/** What is still open this evening. */
export function Counters({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const words = useWords();
  const stated = view.handIns.filter((row) => row.statedMs !== null).length;
  const tone = (open: number) => (open > 0 ? "warn" : "good");
  return (
    <div className={styles.counters}>
      <span className={styles.counter} data-tone={tone(view.handIns.length - stated)}>
        {t("evening.handedIn")}{" "}
        <b>
          {stated}/{view.handIns.length}
        </b>
      </span>
      <span className={styles.counter} data-tone={tone(view.uncountersigned)}>
        {t("evening.uncountersigned")} <b>{view.uncountersigned}</b>
      </span>
      <span className={styles.counter} data-tone={tone(view.unevaluated)}>
        {t("evening.unevaluated")} <b>{view.unevaluated}</b>
      </span>
      <span className={styles.counter}>
        {view.sealedMs === null ? (
          <Countdown label={t("evening.sealDue")} dueMs={view.sealDueMs} />
        ) : (
          <Badge tone="good">{t("evening.sealed", { at: moment(view.sealedMs, words.nowMs, words), hash: view.package.slice(0, 8) })}</Badge>
        )}
      </span>
    </div>
  );
}
