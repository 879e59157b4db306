import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import { failureText } from "../i18n/failure";
import { relative } from "../i18n/duration";
import { useNow } from "./clock";
import { useSession } from "./session";
import styles from "./shell.module.css";

const WARN_MS = 3 * 24 * 60 * 60_000;

/** A laptop that stays away from the company shows other people's customers for so long only (SEC-04). */
export function Lease() {
  const { t } = useTranslation();
  const { leaseUntilMs } = useSession();
  const now = useNow();
  if (leaseUntilMs - now > WARN_MS) return null;
  const over = leaseUntilMs < now;
  return (
    <div className={styles.lease}>
      <Notice tone="warn">{over ? failureText({ code: "lease.over", args: {} }, t) : t("lease.soon", { left: relative(leaseUntilMs, now, t) })}</Notice>
    </div>
  );
}
