import { useTranslation } from "react-i18next";

import { Badge, Empty, RuleChip, partStyles } from "../design/parts";
import type { CaseRow, CaseView } from "../host";
import { useWords } from "../i18n/useWords";
import { clause, ownerName, type Words } from "../ruling/sentence";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import styles from "./desk.module.css";

/** What came late and waits for somebody: what the person at the desk decides comes first (OWN-12). */
export function Cases({ cases }: { cases: readonly CaseRow[] }) {
  const { t } = useTranslation();
  if (cases.length === 0) return <Empty>{t("cases.none")}</Empty>;
  return (
    <div className={styles.scroll}>
      <p className={partStyles.muted}>
        <RuleChip rule="OWN-12" /> {t("cases.explain")}
      </p>
      <ul className={partStyles.stack}>
        {cases.map((one) => (
          <li key={one.row.card} className={styles.pair}>
            <One one={one} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What would change in one line: the owner, and where he stays the card that counts. */
function fromTo({ standing, proposed }: CaseView, words: Words): string {
  if (standing.owner !== proposed.owner) {
    return words.t("cases.fromTo", { standing: ownerName(standing, words), proposed: ownerName(proposed, words) });
  }
  const signer = (name: string) => inSentence(name, 40) || words.t("case.noCard");
  return words.t("cases.fromToCard", { standing: signer(standing.signerName), proposed: signer(proposed.signerName) });
}

function One({ one }: { one: CaseRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const { row, case: open, mayDecide } = one;
  const authority = open?.authority === "hq" ? t("authority.hq") : inSentence(open?.authorityName ?? "");
  return (
    <>
      <div className={styles.side}>
        <a href={`#/lead/${encodeURIComponent(row.card)}`}>
          <Said text={row.company} max={120} empty={t(row.erased ? "leads.erased" : "card.hidden")} />
        </a>
        <span className={partStyles.muted}>
          {mayDecide ? <Badge tone="warn">{t("cases.yours")}</Badge> : open ? t("cases.waitsFor", { authority }) : null}
        </span>
      </div>
      <div className={styles.side}>
        {open ? (
          <>
            <span>{fromTo(open, words)}</span>
            <span className={partStyles.muted}>{open.because.map((cause) => clause(cause, words, "cause")).join(t("ruling.joint"))}</span>
          </>
        ) : (
          <span>{clause(row.why, words)}</span>
        )}
      </div>
    </>
  );
}
