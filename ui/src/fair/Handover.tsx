import { useTranslation } from "react-i18next";

import { useForms } from "../booth/useForms";
import styles from "../desk/desk.module.css";
import { Badge, Panel, RuleChip } from "../design/parts";
import { useCommand, type FairPlanView, type OfferView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { Sheet, type Filled, type Line, type Sheets } from "./Sheet";

/** Goods and plans change hands, item by item, signed by both sides (FAIR-03, FAIR-04). */
export function Handover({ view }: { view: FairPlanView }) {
  const { t } = useTranslation();
  const sheets = useForms<Filled>("handover", view.fair, view.unfinishedHandover);
  const received = new Set(view.offers.filter((offer) => offer.receivedAtMs !== null).flatMap((offer) => offer.items.map((item) => item.item)));
  const wanted = view.items.filter((item) => !item.now.dropped && !received.has(item.item));
  return (
    <>
      {view.offers.map((offer) => (
        <Offer key={offer.id} view={view} sheets={sheets} offer={offer} />
      ))}
      {view.mayPrepare && wanted.length > 0 ? (
        <OfferForm
          view={view}
          sheets={sheets}
          lines={wanted.map((item) => ({ item: item.item, name: item.now.name, giveaway: item.now.giveaway, quantity: item.now.quantity, condition: "good" }))}
        />
      ) : null}
      {view.void.length > 0 ? (
        <Panel title={t("plan.void", { count: view.void.length })}>
          {view.void.map((one) => (
            <p key={one.id}>{t(`plan.why.${one.why}`)}</p>
          ))}
        </Panel>
      ) : null}
    </>
  );
}

function OfferForm({ view, sheets, lines }: { view: FairPlanView; sheets: Sheets; lines: readonly Line[] }) {
  const { t } = useTranslation();
  const offer = useCommand("fair_offer");
  return (
    <Panel title={t("plan.offerTitle", { name: inSentence(view.supervisorName, 40), count: lines.length })}>
      <Sheet
        label={t("plan.handover")}
        explain={t("plan.offerExplain")}
        sign={t("plan.offer")}
        lines={lines}
        sheets={sheets}
        entry="offer"
        onSign={(items, remarks) => offer.mutateAsync({ fair: view.fair, items, remarks })}
      />
    </Panel>
  );
}

function Offer({ view, sheets, offer }: { view: FairPlanView; sheets: Sheets; offer: OfferView }) {
  const { t } = useTranslation();
  const words = useWords();
  const receive = useCommand("fair_receive");
  const title = t("plan.receiveTitle", { by: inSentence(offer.by, 40), at: moment(offer.atMs, words.nowMs, words) });
  if (offer.receivedAtMs === null && view.mayReceive) {
    return (
      <Panel title={title}>
        {offer.remarks ? (
          <p>
            <Said text={offer.remarks} max={300} />
          </p>
        ) : null}
        <Sheet
          label={title}
          explain={t("plan.receiveExplain")}
          sign={t("plan.receive")}
          lines={offer.items}
          sheets={sheets}
          entry={`receive/${offer.id}`}
          onSign={(items, remarks) => receive.mutateAsync({ fair: view.fair, offer: offer.id, items, remarks })}
        />
      </Panel>
    );
  }
  const by = offer.receivedAtMs === null ? t("plan.notYet") : t("plan.signedBy", { by: inSentence(offer.receivedBy ?? "", 40), at: moment(offer.receivedAtMs, words.nowMs, words) });
  return (
    <Panel title={title}>
      <p>
        <RuleChip rule="FAIR-04" /> {by}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("plan.field.name")}</th>
            <th className={styles.number}>{t("plan.offered")}</th>
            <th className={styles.number}>{t("plan.received")}</th>
          </tr>
        </thead>
        <tbody>
          {offer.items.map((item) => (
            <tr key={item.item}>
              <td>
                <Said text={item.name} max={60} /> {item.giveaway ? <Badge>{t("plan.giveaway")}</Badge> : null} {item.differs ? <Badge tone="warn">{t("plan.differs")}</Badge> : null}
              </td>
              <td className={styles.number}>
                {item.quantity} · {t(`plan.condition.${item.condition}`)}
              </td>
              <td className={styles.number}>{item.received === null ? "—" : `${item.received}${item.receivedCondition ? ` · ${t(`plan.condition.${item.receivedCondition}`)}` : ""}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {offer.receivedRemarks ? (
        <p>
          <Said text={offer.receivedRemarks} max={300} />
        </p>
      ) : null}
    </Panel>
  );
}
