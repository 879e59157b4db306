import type { ReactNode } from "react";

import styles from "../desk/desk.module.css";

/** What is longer than the screen; the keyboard scrolls it where nothing in it can be focused. */
export function Scroll({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.scroll} role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
