import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import { failureText } from "../i18n/failure";
import { relative } from "../i18n/duration";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useNow } from "./clock";
import { useSession } from "./session";
import styles from "./shell.module.css";

const WARN_MS = 3 * 24 * 60 * 60_000;

/**
 * What the company lets this laptop show: one that stays away shows other people's customers for so long only
 * (SEC-04), one that was revoked shows none, and what it signs counts for nothing (SYN-04).
 */
export function Lease() {
  const { t } = useTranslation();
  const { leaseUntilMs, revokedMs } = useSession();
  const words = useWords();
  const now = useNow();
  if (revokedMs !== null) {
    return (
      <div className={styles.lease}>
        <Notice tone="bad">{t("lease.revoked", { at: moment(revokedMs, words.nowMs, words) })}</Notice>
      </div>
    );
  }
  if (leaseUntilMs - now > WARN_MS) return null;
  const over = leaseUntilMs < now;
  return (
    <div className={styles.lease}>
      <Notice tone="warn">{over ? failureText({ code: "lease.over", args: {} }, t) : t("lease.soon", { left: relative(leaseUntilMs, now, t) })}</Notice>
    </div>
  );
}
