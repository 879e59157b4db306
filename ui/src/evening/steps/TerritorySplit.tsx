import { useTranslation } from "react-i18next";

import { homeOf } from "../../desk/assign";
import styles from "../../desk/desk.module.css";
import { Empty, Notice, Panel, RuleChip, partStyles } from "../../design/parts";
import type { EveningCard, EveningView } from "../../host";
import { namelessRow } from "../../leads/name";
import { inSentence } from "../../text/safe";
import { Said } from "../../text/Said";
import { phrase } from "../../ruling/sentence";
import { customers } from "./steps";
import wall from "./steps.module.css";

const KINDS = ["in", "out", "unknown"] as const;

/** Which customers the meeting allots, and which go to headquarters (FAIR-11, OWN-04). */
export function TerritorySplit({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const all = customers(view);
  if (all.length === 0) return <Empty>{t("evening.noCards")}</Empty>;
  const said = phrase("OWN-04", { t });
  return (
    <div className={styles.scroll}>
      <Notice>
        {t("meeting.territory.explain")} <RuleChip rule="OWN-04" /> {said ? t("ruling.quoted", { phrase: said }) : ""}
      </Notice>
      <div className={wall.three}>
        {KINDS.map((kind) => {
          const theirs = all.filter((card) => card.ruling.territory === kind);
          return (
            <Panel key={kind} title={t(`meeting.territory.${kind}`, { number: theirs.length })}>
              {theirs.length === 0 ? <p className={partStyles.muted}>{t("meeting.territory.none")}</p> : null}
              <ul className={wall.lines}>
                {theirs.map((card) => (
                  <One key={card.row.card} card={card} />
                ))}
              </ul>
            </Panel>
          );
        })}
      </div>
    </div>
  );
}

function One({ card: { row, ruling } }: { card: EveningCard }) {
  const { t } = useTranslation();
  const home = inSentence(homeOf(ruling), 20);
  return (
    <li>
      <Said text={row.company} max={120} empty={namelessRow(row, t)} />
      <span className={partStyles.muted}>
        <Said text={row.site} max={40} />
        {ruling.territory === "out" && home ? ` · ${home}` : ""} · {inSentence(row.signer, 40)}
      </span>
    </li>
  );
}
