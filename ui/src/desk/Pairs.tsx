import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Empty, FailureNotice, RuleChip, partStyles } from "../design/parts";
import { failed, useCommand, type LeadRowView, type PairView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useProjected } from "../shell/projected";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { namelessRow } from "../leads/name";
import styles from "./desk.module.css";

/** Pairs that may be one customer: a person decides (DUP-02). */
export function Pairs({ pairs }: { pairs: readonly PairView[] }) {
  const { t } = useTranslation();
  if (pairs.length === 0) return <Empty>{t("pairs.none")}</Empty>;
  return (
    <div className={styles.scroll}>
      <p className={partStyles.muted}>
        <RuleChip rule="DUP-02" /> {t("pairs.explain")}
      </p>
      <ul className={partStyles.stack}>
        {pairs.map((pair) => (
          <OnePair key={`${pair.a.card}/${pair.b.card}`} pair={pair} />
        ))}
      </ul>
    </div>
  );
}

function OnePair({ pair }: { pair: PairView }) {
  const { t } = useTranslation();
  const decide = useCommand("decide_identity");
  const say = (same: boolean) => decide.mutate({ same, cards: [pair.a.card, pair.b.card] });
  return (
    <li className={styles.pair}>
      <Side row={pair.a} />
      <Side row={pair.b} />
      <div className={styles.pairButtons}>
        <Button isDisabled={!pair.mayDecide} isPending={decide.isPending} onPress={() => say(true)}>
          {t("pairs.same")}
        </Button>
        <Button isDisabled={!pair.mayDecide} isPending={decide.isPending} onPress={() => say(false)}>
          {t("pairs.different")}
        </Button>
        {pair.mayDecide ? null : <span className={partStyles.muted}>{t("pairs.notYours")}</span>}
      </div>
      <FailureNotice failure={failed(decide)} />
    </li>
  );
}

function Side({ row }: { row: LeadRowView }) {
  const words = useWords();
  const projected = useProjected();
  const { t } = useTranslation();
  return (
    <div className={styles.side}>
      <strong>
        <Said text={row.company} max={120} empty={namelessRow(row, t)} />
      </strong>
      <span>
        {projected ? null : (
          <>
            <Said text={row.person} max={60} /> · <Said text={row.phone} max={40} /> ·{" "}
          </>
        )}
        <Said text={row.site} max={40} />
      </span>
      <span className={partStyles.muted}>
        {t("card.signedBy", { signer: inSentence(row.signer, 40), at: moment(row.signedMs, words.nowMs, words) })}
      </span>
    </div>
  );
}
