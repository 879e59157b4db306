import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { FailureNotice, Notice, partStyles } from "../design/parts";
import { failureText } from "../i18n/failure";
import styles from "./leads.module.css";
import { leadName } from "./name";
import type { Outcome } from "./useBulk";

/** What became of each: what was done is counted, what was not is named with its reason, and stays selected. */
export function BulkOutcome({ outcome, onClose }: { outcome: Outcome; onClose: () => void }) {
  const { t } = useTranslation();
  const { done, together, refused, left, failure } = outcome;
  const reasons = new Map<string, string[]>();
  for (const one of refused) {
    const why = failureText(one.failure, t);
    const name = one.row ? leadName(one.row, t) : t("bulk.unknown");
    reasons.set(why, [...(reasons.get(why) ?? []), name]);
  }
  return (
    <Dialog title={t("bulk.result", { act: t(`bulk.act.${outcome.deed.act}`) })} open onClose={onClose} wide>
      <div className={partStyles.stack} role="status">
        <Notice tone={refused.length + left.length > 0 ? "warn" : "good"}>
          {t("bulk.done", { count: done.length })} {together.length > 0 ? t("bulk.together", { count: together.length }) : null}
        </Notice>
        {left.length > 0 ? (
          <p>
            {failure ? null : t("bulk.stopped")} {t("bulk.left", { count: left.length })}
          </p>
        ) : null}
        {refused.length > 0 ? <p>{t("bulk.refused", { count: refused.length })}</p> : null}
      </div>
      <FailureNotice failure={failure} />
      {reasons.size > 0 ? (
        <div className={styles.reasons} role="region" aria-label={t("bulk.why")} tabIndex={0}>
          {[...reasons].map(([why, names]) => (
            <section key={why}>
              <h3>{why}</h3>
              <ul>
                {names.map((name, nth) => (
                  <li key={nth}>{name}</li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      ) : null}
      <DialogButtons>
        <Button look="primary" autoFocus onPress={onClose}>
          {t("bulk.close")}
        </Button>
      </DialogButtons>
    </Dialog>
  );
}
