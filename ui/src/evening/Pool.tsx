import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { TextArea } from "../design/Field";
import { Badge, FailureNotice, Panel, RuleChip, partStyles } from "../design/parts";
import { failed, useCall, useCommand, type DealtView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { Said } from "../text/Said";

/** A fair's pool: how what waits would be dealt, and what was dealt, open to everybody who takes part (OWN-07). */
export function Pool({ fair }: { fair: string }) {
  const { t } = useTranslation();
  const pool = useCall("pool", { fair });
  const deal = useCommand("deal_pool");
  const [reason, setReason] = useKept(`pool/${fair}`, "");
  if (pool.data === undefined) return <FailureNotice failure={failed(pool)} />;
  const { proposed, dealt } = pool.data;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!proposed || deal.isPending) return;
    const input = { fair, cards: proposed.cards.map((card) => card.card), among: null, reason: reason.trim() };
    deal.mutate(input, { onSuccess: () => setReason("") });
  };
  return (
    <>
      {proposed ? (
        <Panel title={t("pool.proposed", { count: proposed.cards.length })}>
          <form className={partStyles.stack} onSubmit={submit} aria-label={t("pool.title")}>
            <p className={partStyles.muted}>
              <RuleChip rule="OWN-07" /> {t(`pool.explain.${proposed.scope === "all" ? "all" : "pool"}`)}
            </p>
            <Shares dealt={proposed} />
            <TextArea label={t("pool.remark")} hint={t("pool.remarkHint")} value={reason} onChange={setReason} rows={2} />
            <FailureNotice failure={failed(deal)} />
            <div className={partStyles.line}>
              <Button type="submit" look="primary" isPending={deal.isPending}>
                {t("pool.deal", { count: proposed.cards.length })}
              </Button>
            </div>
          </form>
        </Panel>
      ) : null}
      {dealt.map((one) => (
        <Signed key={`${one.atMs}/${one.cards[0]?.card ?? ""}`} dealt={one} />
      ))}
    </>
  );
}

function Signed({ dealt }: { dealt: DealtView }) {
  const { t } = useTranslation();
  const words = useWords();
  const at = dealt.atMs === null ? "" : moment(dealt.atMs, words.nowMs, words);
  return (
    <Panel title={t("pool.dealt", { by: dealt.by, at, count: dealt.cards.length })}>
      {dealt.equal ? null : <Badge tone="warn">{t("pool.unequal")}</Badge>}
      {dealt.reason ? (
        <p>
          <Said text={dealt.reason} max={300} />
        </p>
      ) : null}
      <Shares dealt={dealt} />
    </Panel>
  );
}

/** Who gets how many, in the order of the seats, and which. */
function Shares({ dealt }: { dealt: DealtView }) {
  const { t } = useTranslation();
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className={partStyles.muted}>{t("pool.seats")}</caption>
        <thead>
          <tr>
            <th className={styles.number}>{t("pool.seat")}</th>
            <th>{t("pool.person")}</th>
            <th className={styles.number}>{t("pool.had")}</th>
            <th className={styles.number}>{t("pool.gets")}</th>
            <th>{t("pool.cards")}</th>
          </tr>
        </thead>
        <tbody>
          {dealt.seats.map((seat, at) => (
            <tr key={seat.person}>
              <td className={styles.number}>{at + 1}</td>
              <td>
                <Said text={seat.name} max={40} />
              </td>
              <td className={styles.number}>{seat.had}</td>
              <td className={styles.number}>{seat.gets}</td>
              <td>
                {dealt.cards
                  .filter((card) => card.to === seat.person)
                  .map((card) => (
                    <div key={card.card}>
                      <Said text={card.company} max={60} empty={t("pool.nameless")} />{" "}
                      <span className={partStyles.muted}>{t(`class.${card.class}`, { defaultValue: card.class })}</span>
                    </div>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
