import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Empty, Notice, Panel, RuleChip, partStyles } from "../design/parts";
import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCommand, type AdoptableRow, type LostLaptopView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import styles from "./desk.module.css";

/** How many records wait. */
export const waiting = (laptops: readonly LostLaptopView[]) => laptops.reduce((sum, laptop) => sum + laptop.records.length, 0);

/** What revoked laptops signed afterwards: kept and void, until somebody takes a record in (SYN-04). */
export function Adoptions({ laptops }: { laptops: readonly LostLaptopView[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const [chosen, setChosen] = useState<AdoptableRow>();
  const adopt = useCommand("adopt");
  const [adopted, setAdopted] = useState<AdoptableRow>();
  const done = adopted ? (
    <Notice tone="good">
      {t("adopt.done")}{" "}
      <a href={`#/lead/${encodeURIComponent(adopted.card)}`}>
        <Said text={adopted.company} max={80} empty={t(adopted.erased ? "leads.erased" : "card.hidden")} />
      </a>
    </Notice>
  ) : null;
  if (laptops.length === 0) {
    return (
      <div className={styles.scroll}>
        {done}
        <Empty>{t("adopt.none")}</Empty>
      </div>
    );
  }
  const close = () => {
    setChosen(undefined);
    adopt.reset();
  };
  return (
    <div className={styles.scroll}>
      {done}
      <p className={partStyles.muted}>
        <RuleChip rule="SYN-04" /> {t("adopt.explain")}
      </p>
      {laptops.map((laptop) => (
        <Panel
          key={laptop.enrolment}
          title={t("adopt.laptop", { person: inSentence(laptop.person, 40), device: inSentence(laptop.device, 60), at: moment(laptop.revokedMs, words.nowMs, words) })}
        >
          <ul className={partStyles.stack}>
            {laptop.records.map((record) => (
              <li key={record.record} className={partStyles.line}>
                <span>{t(`adopt.kind.${record.kind}`, { defaultValue: record.kind })}</span>
                <a href={`#/lead/${encodeURIComponent(record.card)}`}>
                  <Said text={record.company} max={80} empty={t(record.erased ? "leads.erased" : "card.hidden")} />
                </a>
                <span className={`${partStyles.muted} ${partStyles.small}`}>{t("adopt.claimed", { at: moment(record.atMs, words.nowMs, words) })}</span>
                {record.mayAdopt ? (
                  <Button small aria-label={t("adopt.takeOf", { company: inSentence(record.company, 80) })} onPress={() => setChosen(record)}>
                    {t("adopt.take")}
                  </Button>
                ) : null}
              </li>
            ))}
          </ul>
        </Panel>
      ))}
      <ReasonDialog
        title={t("adopt.title")}
        explain={
          <>
            <p>
              <strong>
                {chosen ? t("adopt.what", { kind: t(`adopt.kind.${chosen.kind}`, { defaultValue: chosen.kind }), company: inSentence(chosen.company, 80) || t("card.hidden"), at: moment(chosen.atMs, words.nowMs, words) }) : null}
              </strong>
            </p>
            <p>{t("adopt.consequence")}</p>
          </>
        }
        confirm={t("adopt.take")}
        open={chosen !== undefined}
        required
        of={`adopt/${chosen?.record ?? ""}`}
        pending={adopt.isPending}
        failure={failed(adopt)}
        onClose={close}
        onConfirm={(reason) => chosen && adopt.mutate({ record: chosen.record, reason }, { onSuccess: () => (setAdopted(chosen), close()) })}
      />
    </div>
  );
}
