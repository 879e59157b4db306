/** Small parts that screens are composed of. */
import { useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Failure } from "../host";
import { failureText } from "../i18n/failure";
import styles from "./parts.module.css";

export type Tone = "plain" | "good" | "warn" | "bad" | "accent";

export function Panel({ title, side, children, label }: { title?: ReactNode; side?: ReactNode; children: ReactNode; label?: string }) {
  return (
    <section className={styles.panel} aria-label={label}>
      {title ? (
        <div className={styles.panelHead}>
          <h2>{title}</h2>
          {side}
        </div>
      ) : null}
      {children}
    </section>
  );
}

export function Badge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      {children}
    </span>
  );
}

/** A rule's id; its title on hover. */
export function RuleChip({ rule }: { rule: string }) {
  const { t } = useTranslation();
  return (
    <span className={styles.rule} title={t(`rules.${rule}.title`, { defaultValue: rule })}>
      {rule}
    </span>
  );
}

export function Notice({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <div className={styles.notice} data-tone={tone} role={tone === "bad" ? "alert" : "status"}>
      {children}
    </div>
  );
}

/** A failure as its sentence; nothing where there is none. */
export function FailureNotice({ failure }: { failure: Failure | undefined }) {
  const { t } = useTranslation();
  return failure ? <Notice tone="bad">{failureText(failure, t)}</Notice> : null;
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className={styles.empty}>{children}</p>;
}

export function Facts({ rows }: { rows: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={styles.facts}>
      {rows.map(([name, value]) => (
        <FactRow key={name} name={name} value={value} />
      ))}
    </dl>
  );
}

function FactRow({ name, value }: { name: string; value: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

const SLOW_MS = 700;

/** Says that something is under way once it has taken long enough to be noticed. */
export function Working({ on, children }: { on: boolean; children?: ReactNode }) {
  const { t } = useTranslation();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!on) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), SLOW_MS);
    return () => clearTimeout(timer);
  }, [on]);
  return (
    <span role="status" className={styles.muted}>
      {slow ? (children ?? t("common.working")) : null}
    </span>
  );
}

export { styles as partStyles };
