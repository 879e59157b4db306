import { useTranslation } from "react-i18next";

import { Badge, RuleChip, partStyles } from "../design/parts";
import type { RulingCardView, RulingView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useProjected } from "../shell/projected";
import { Said } from "../text/Said";
import { nameless } from "./nameless";
import { proofText } from "./proof";
import styles from "./ruling.module.css";

/** A customer's cards side by side, in order of signing. */
export function RulingCards({ ruling }: { ruling: RulingView }) {
  return (
    <div className={styles.cards}>
      {ruling.cards.map((card) => (
        <OneCard key={card.card} card={card} effective={card.card === ruling.effective} />
      ))}
    </div>
  );
}

function OneCard({ card, effective }: { card: RulingCardView; effective: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const projected = useProjected();
  return (
    <article className={styles.card} data-effective={effective} data-out={card.out !== ""}>
      <div className={styles.cardHead}>
        <strong>
          <Said text={card.signerName} />
        </strong>
        <span>{t("card.signedAt", { at: moment(card.atMs, words.nowMs, words) })}</span>
        {effective ? <Badge tone="accent">{t("card.effective")}</Badge> : null}
        {card.out ? (
          <Badge tone="warn">
            {t("card.out")} <RuleChip rule={card.out} />
          </Badge>
        ) : null}
      </div>
      <div>
        <Said text={card.company} empty={t(nameless(card))} max={120} />
        {card.person && !projected ? (
          <>
            {" · "}
            <Said text={card.person} max={60} />
          </>
        ) : null}
      </div>
      <div className={`${partStyles.muted} ${partStyles.small}`}>
        {t(`source.${card.source.split(":")[0]}`)}
        {" · "}
        {card.complete ? t("card.countersigned") : t("card.notCountersigned")}
        {card.judgement ? ` · ${t(`judgement.${card.judgement}`)}` : ""}
      </div>
      <div className={`${partStyles.muted} ${partStyles.small}`}>{proofText(card, words)}</div>
    </article>
  );
}
