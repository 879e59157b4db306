import type { Share } from "../host";
import { inSentence } from "../text/safe";
import styles from "./booth.module.css";

/**
 * Shares as a table whose numbers have a bar beside them: length and number say the same, so it reads in grey, in print
 * and aloud, and needs no second table for those who cannot see it.
 */
export function Bars({ caption, shares, name, empty }: { caption: string; shares: readonly Share[]; name: (share: Share) => string; empty: string }) {
  const most = Math.max(1, ...shares.map(({ count }) => count));
  return (
    <table className={styles.bars}>
      <caption>{caption}</caption>
      <tbody>
        {shares.length === 0 ? (
          <tr>
            <td className={styles.none} colSpan={2}>
              {empty}
            </td>
          </tr>
        ) : (
          shares.map((share) => (
            <tr key={share.key}>
              <th scope="row" title={name(share)}>
                {inSentence(name(share), 24)}
              </th>
              <td>
                <span className={styles.bar} style={{ inlineSize: `calc((100% - 44px) * ${share.count / most})` }} aria-hidden="true" />
                <span className={styles.count}>{share.count}</span>
              </td>
            </tr>
          ))
        )}
      </tbody>
    </table>
  );
}
