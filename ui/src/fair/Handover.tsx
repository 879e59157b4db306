import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { TextArea, TextField } from "../design/Field";
import { Badge, FailureNotice, Panel, RuleChip, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCommand, type FairPlanView, type HandedInput, type OfferView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { CONDITIONS } from "./lists";
import { pieces } from "./ItemForm";

/** Goods and plans change hands, item by item, signed by both sides (FAIR-03, FAIR-04). */
export function Handover({ view }: { view: FairPlanView }) {
  const { t } = useTranslation();
  const received = new Set(view.offers.filter((offer) => offer.receivedAtMs !== null).flatMap((offer) => offer.items.map((item) => item.item)));
  const wanted = view.items.filter((item) => !item.now.dropped && !received.has(item.item));
  return (
    <>
      {view.offers.map((offer) => (
        <Offer key={offer.id} view={view} offer={offer} />
      ))}
      {view.mayPrepare && wanted.length > 0 ? (
        <OfferForm
          key={wanted.map((item) => `${item.item}/${item.now.quantity}`).join()}
          view={view}
          lines={wanted.map((item) => ({ item: item.item, name: item.now.name, quantity: item.now.quantity, condition: "good" }))}
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

interface Line {
  item: string;
  name: string;
  quantity: number;
  condition: string;
}

function OfferForm({ view, lines }: { view: FairPlanView; lines: readonly Line[] }) {
  const { t } = useTranslation();
  const offer = useCommand("fair_offer");
  return (
    <Panel title={t("plan.offerTitle", { name: inSentence(view.supervisorName, 40), count: lines.length })}>
      <Sheet
        label={t("plan.handover")}
        explain={t("plan.offerExplain")}
        sign={t("plan.offer")}
        lines={lines}
        pending={offer.isPending}
        failure={failed(offer)}
        onSign={(items, remarks) => offer.mutate({ fair: view.fair, items, remarks })}
      />
    </Panel>
  );
}

function Offer({ view, offer }: { view: FairPlanView; offer: OfferView }) {
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
          pending={receive.isPending}
          failure={failed(receive)}
          onSign={(items, remarks) => receive.mutate({ fair: view.fair, offer: offer.id, items, remarks })}
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
                <Said text={item.name} max={60} /> {item.differs ? <Badge tone="warn">{t("plan.differs")}</Badge> : null}
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

interface SheetProps {
  label: string;
  explain: string;
  sign: string;
  lines: readonly Line[];
  pending: boolean;
  failure: ReturnType<typeof failed>;
  onSign: (items: HandedInput[], remarks: string) => void;
}

/** A list on which quantity and condition are filled in before it is signed. */
function Sheet({ label, explain, sign, lines, pending, failure, onSign }: SheetProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Record<string, { quantity: string; condition: string }>>({});
  const [remarks, setRemarks] = useState("");
  const of = (line: Line) => typed[line.item] ?? { quantity: String(line.quantity), condition: line.condition };
  const set = (line: Line, some: Partial<{ quantity: string; condition: string }>) => setTyped((before) => ({ ...before, [line.item]: { ...of(line), ...some } }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (pending) return;
    onSign(
      lines.map((line) => ({ item: line.item, quantity: pieces(of(line).quantity), condition: of(line).condition })),
      remarks.trim(),
    );
  };
  return (
    <form className={partStyles.stack} onSubmit={submit} aria-label={label} noValidate>
      <p className={partStyles.muted}>
        <RuleChip rule="FAIR-04" /> {explain}
      </p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("plan.field.name")}</th>
            <th>{t("plan.field.quantity")}</th>
            <th>{t("plan.condition.title")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.item}>
              <td>
                <Said text={line.name} max={60} />
              </td>
              <td>
                <TextField
                  label={`${t("plan.field.quantity")} · ${inSentence(line.name, 30)}`}
                  value={of(line).quantity}
                  onChange={(quantity) => set(line, { quantity })}
                  inputMode="numeric"
                  size={6}
                />
              </td>
              <td>
                <Pick
                  label={`${t("plan.condition.title")} · ${inSentence(line.name, 30)}`}
                  showLabel={false}
                  options={CONDITIONS.map((id) => ({ id, name: t(`plan.condition.${id}`) }))}
                  value={of(line).condition}
                  onChange={(condition) => set(line, { condition })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TextArea label={t("plan.field.remarks")} value={remarks} onChange={setRemarks} rows={2} />
      <FailureNotice failure={failure} />
      <div className={partStyles.line}>
        <Button type="submit" look="primary" isPending={pending}>
          {sign}
        </Button>
      </div>
    </form>
  );
}
