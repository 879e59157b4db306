import { useTranslation } from "react-i18next";

import { Key } from "../design/Button";
import { Dialog } from "../design/Dialog";
import type { Desk } from "../router/route";
import type { Action, Scope } from "./actions";
import styles from "./keymap.module.css";

const SCOPES: readonly Scope[] = ["everywhere", "capture", "leads", "lead", "day", "evening", "hq", "reports", "book"];

/** All keys on one page, from the table of actions. */
export function KeyMap({ open, onClose, actions, desks }: { open: boolean; onClose: () => void; actions: readonly Action[]; desks: readonly Desk[] }) {
  const { t } = useTranslation();
  const mine = (scope: Scope) => scope === "everywhere" || desks.includes(scope === "lead" ? "leads" : scope);
  const offered = (one: Action) => !one.id.startsWith("go.") || desks.includes(one.id.slice(3) as Desk);
  return (
    <Dialog title={t("keys.title")} open={open} onClose={onClose} wide>
      <div className={styles.scopes}>
        {SCOPES.filter(mine).map((scope) => (
          <section key={scope} className={styles.scope}>
            <h3>{t(`keys.scope.${scope}`)}</h3>
            <dl className={styles.keys}>
              {actions
                .filter((one) => one.scope === scope && one.key !== "" && offered(one))
                .map((one) => (
                  <div key={one.id} className={styles.row}>
                    <dt>{t(one.label)}</dt>
                    <dd>
                      <Key of={one.key} />
                      {one.also ? <Key of={one.also} /> : null}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles.note}>{t("keys.note")}</p>
    </Dialog>
  );
}
