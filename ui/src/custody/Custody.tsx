import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useForms } from "../booth/useForms";
import { Button } from "../design/Button";
import { Badge, FailureNotice, Panel, RuleChip, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { EMPTY, Sheet, type Filled, type Sheets } from "../fair/Sheet";
import { failed, useCall, useCommand, type CustodyView, type GivingView } from "../host";
import { dayName, list, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { Holder } from "./Holder";
import { Incidents } from "./Incidents";
import { Moves } from "./Moves";

/** Who has which exhibit, what was counted in the evening and at tear-down, and what was lost (FAIR-05). */
export function Custody({ fair }: { fair: string }) {
  const [on, setOn] = useState("");
  const custody = useCall("custody", { fair, on });
  const view = custody.data;
  if (view === undefined) return <FailureNotice failure={failed(custody)} />;
  return <Stock key={fair} view={view} onOccasion={setOn} />;
}

function Stock({ view, onOccasion }: { view: CustodyView; onOccasion: (on: string) => void }) {
  const { fair } = view;
  const sheets = useForms<Filled>("custody", fair, view.unfinished);
  // Before anything was received there is nothing to answer for.
  if (view.moves.length === 0 && view.incidents.length === 0) return null;
  return (
    <>
      {view.open.map((giving) => (
        <Giving key={giving.id} fair={fair} sheets={sheets} giving={giving} />
      ))}
      {view.moves.length > 0 ? <Exhibits view={view} sheets={sheets} onOccasion={onOccasion} /> : null}
      <Give view={view} sheets={sheets} />
      <Incidents fair={fair} sheets={sheets} incidents={view.incidents} />
      <Moves moves={view.moves} />
      <Void view={view} />
    </>
  );
}

function Exhibits({ view, sheets, onOccasion }: { view: CustodyView; sheets: Sheets; onOccasion: (on: string) => void }) {
  const { t, i18n } = useTranslation();
  const named = (on: string) => (on === "tear_down" ? t("custody.tearDown") : t("custody.evening", { day: dayName(on, i18n.language) }));
  return (
    <Panel
      title={t("custody.title")}
      side={<Pick label={t("custody.on")} showLabel={false} options={view.occasions.map((id) => ({ id, name: named(id) }))} value={view.on} onChange={onOccasion} />}
    >
      <p className={partStyles.muted}>
        <RuleChip rule="FAIR-05" /> {t("custody.explain")} <Counted view={view} />
      </p>
      {view.holders.map((holder) => (
        <Holder key={`${holder.person}/${view.on}`} view={view} sheets={sheets} holder={holder} />
      ))}
    </Panel>
  );
}

function Counted({ view }: { view: CustodyView }) {
  const { t } = useTranslation();
  if (!view.countable) return <Badge>{t("custody.notYet")}</Badge>;
  if (view.uncounted > 0) return <Badge tone="warn">{t("custody.uncounted", { count: view.uncounted })}</Badge>;
  return <Badge tone="good">{t("custody.allCounted")}</Badge>;
}

/** What was signed and does not count stays to be seen, with why. */
function Void({ view }: { view: CustodyView }) {
  const { t } = useTranslation();
  if (view.void.length === 0) return null;
  return (
    <Panel title={t("plan.void", { count: view.void.length })}>
      {view.void.map((one) => (
        <p key={one.id}>{t(`custody.why.${one.why}`)}</p>
      ))}
    </Panel>
  );
}

/** What waits for the other's signature. */
function Giving({ fair, sheets, giving }: { fair: string; sheets: Sheets; giving: GivingView }) {
  const { t } = useTranslation();
  const words = useWords();
  const take = useCommand("custody_take");
  const names = { giver: inSentence(giving.from, 40), taker: inSentence(giving.to, 40), at: moment(giving.atMs, words.nowMs, words) };
  const pieces = giving.items.map((item) => t("custody.pieces", { name: inSentence(item.name, 60), count: item.quantity }));
  return (
    <Panel title={t("custody.giving", names)}>
      {giving.remarks ? (
        <p>
          <Said text={giving.remarks} max={300} />
        </p>
      ) : null}
      {giving.mayTake ? (
        <Sheet
          label={t("custody.giving", names)}
          explain={t("custody.takeExplain")}
          sign={t("custody.take")}
          lines={giving.items}
          sheets={sheets}
          entry={`take/${giving.id}`}
          onSign={(items, remarks) => take.mutateAsync({ fair, giving: giving.id, items, remarks })}
        />
      ) : (
        <p>
          {t("custody.waits", names)} {list(pieces, words.language)}
        </p>
      )}
      {giving.mine ? (
        <div className={partStyles.line}>
          <Button small isPending={take.isPending} onPress={() => take.mutate({ fair, giving: giving.id, items: [], remarks: "" })}>
            {t("custody.takeBack")}
          </Button>
          <FailureNotice failure={failed(take)} />
        </div>
      ) : null}
    </Panel>
  );
}

/** Passing on what one has. Nothing is named by itself: what is left at zero stays where it is. */
function Give({ view, sheets }: { view: CustodyView; sheets: Sheets }) {
  const { t } = useTranslation();
  const give = useCommand("custody_give");
  const filled = sheets.of("give") ?? EMPTY;
  const to = view.mayGiveTo.find(({ id }) => id === filled.to)?.id ?? null;
  const mine = view.holders.find((holder) => holder.mine);
  if (!mine || view.mayGiveTo.length === 0) return null;
  const lines = mine.items.map((item) => ({
    item: item.item,
    name: t("custody.have", { name: item.name, count: item.held }),
    quantity: 0,
    condition: item.condition ?? "good",
  }));
  return (
    <Panel title={t("custody.giveTitle")}>
      <Sheet
        label={t("custody.giveTitle")}
        explain={t("custody.giveExplain")}
        sign={t("custody.give")}
        lines={lines}
        sheets={sheets}
        entry="give"
        lacking={to === null}
        onSign={(items, remarks) => give.mutateAsync({ fair: view.fair, to: to ?? "", items: items.filter((item) => item.quantity > 0), remarks })}
      >
        <div className={partStyles.line}>
          <Pick label={t("custody.to")} options={view.mayGiveTo.map(({ id, name }) => ({ id, name: inSentence(name, 40) }))} value={to} onChange={(to) => sheets.put("give", { ...filled, to })} />
        </div>
      </Sheet>
    </Panel>
  );
}
