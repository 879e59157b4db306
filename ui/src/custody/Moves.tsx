import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Panel } from "../design/parts";
import type { MoveView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Said } from "../text/Said";

/** How the exhibits came to where they are, each time with both signatures. */
export function Moves({ moves }: { moves: readonly MoveView[] }) {
  const { t } = useTranslation();
  const words = useWords();
  if (moves.length === 0) return null;
  return (
    <Panel title={t("custody.trail")}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("custody.at")}</th>
            <th>{t("custody.giver")}</th>
            <th>{t("custody.taker")}</th>
            <th>{t("plan.field.name")}</th>
            <th className={styles.number}>{t("plan.field.quantity")}</th>
          </tr>
        </thead>
        <tbody>
          {moves.flatMap((move) =>
            move.items.map((item, at) => (
              <tr key={`${move.id}/${at}`}>
                <td>{moment(move.atMs, words.nowMs, words)}</td>
                <td>{move.from ? <Said text={move.from} max={30} /> : t("custody.marketing")}</td>
                <td>
                  <Said text={move.to} max={30} />
                </td>
                <td>
                  <Said text={item.name} max={60} />
                </td>
                <td className={styles.number}>{item.quantity}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Panel>
  );
}
