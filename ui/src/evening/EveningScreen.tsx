import { useTranslation } from "react-i18next";

import { Waiting } from "../corrections/Waiting";
import styles from "../desk/desk.module.css";
import { Adoptions, waiting } from "../desk/Adoptions";
import { Cases } from "../desk/Cases";
import { DenseCards } from "../desk/DenseCards";
import { Pairs } from "../desk/Pairs";
import { Empty, FailureNotice, Working } from "../design/parts";
import { Pick } from "../design/Pick";
import { Tabs } from "../design/Tabs";
import { failed, useCall, type EveningView, type FairView } from "../host";
import { dayName } from "../i18n/format";
import { Review } from "../penalties/Review";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { CardsDesk } from "./CardsDesk";
import { Counters } from "./Counters";
import { DuplicatesDesk } from "./DuplicatesDesk";
import { HandInsDesk } from "./HandInsDesk";
import { SealButton } from "./SealButton";

export function EveningScreen() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const led = session.fairs.filter((fair) => fair.office !== "");
  const [fairId, setFair] = useKept<string | undefined>("evening/fair", undefined);
  const [day, setDay] = useKept<string | undefined>("evening/day", undefined);
  const fair = led.find((one) => one.id === fairId) ?? led.find((one) => one.today) ?? led[0];
  if (!fair) return <Empty>{t("evening.noFair")}</Empty>;
  const chosen = day && fair.days.includes(day) ? day : dayFor(fair, session.today);
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1>{t("desk.evening")}</h1>
        <Pick
          label={t("evening.fair")}
          showLabel={false}
          options={led.map((one) => ({ id: one.id, name: inSentence(one.name, 60) }))}
          value={fair.id}
          onChange={setFair}
        />
        <Pick
          label={t("evening.day")}
          showLabel={false}
          options={fair.days.map((one) => ({ id: one, name: dayName(one, i18n.language) }))}
          value={chosen}
          onChange={setDay}
        />
      </div>
      <Evening key={`${fair.id}/${chosen}`} fair={fair.id} day={chosen} />
    </div>
  );
}

/** Today while the fair runs, its last day afterwards, its first before. */
function dayFor(fair: FairView, today: string): string {
  const past = fair.days.filter((day) => day <= today);
  return past.at(-1) ?? fair.days[0] ?? today;
}

function Evening({ fair, day }: { fair: string; day: string }) {
  const evening = useCall("evening", { fair, day });
  return (
    <>
      <Working on={evening.isPending} />
      <FailureNotice failure={failed(evening)} />
      {evening.data ? <Session view={evening.data} /> : null}
    </>
  );
}

function Session({ view }: { view: EveningView }) {
  const { t } = useTranslation();
  const [tab, setTab] = useKept("evening/tab", "cards");
  // Rare: a laptop was lost or its owner removed, and it has signed something since.
  const laptops = useCall("adoptable", null).data ?? [];
  const corrections = useCall("corrections", null).data ?? [];
  return (
    <>
      <div className={styles.head}>
        <Counters view={view} />
        {view.supervisor ? <SealButton view={view} /> : null}
      </div>
      <div className={styles.body}>
        <Tabs
          label={t("desk.evening")}
          selected={tab}
          onSelect={setTab}
          items={[
            { id: "handIns", name: t("evening.tab.handIns"), count: view.handIns.length },
            { id: "duplicates", name: t("evening.tab.duplicates"), count: customers(view) },
            { id: "cards", name: t("evening.tab.cards"), count: view.cards.length },
            { id: "pairs", name: t("evening.tab.pairs"), count: view.pairs.length },
            { id: "cases", name: t("evening.tab.cases"), count: view.cases.length },
            ...(view.supervisor
              ? [
                  { id: "alerts", name: t("penalty.alertsTab") },
                  { id: "proposals", name: t("penalty.tab") },
                ]
              : []),
            ...(view.dense.length > 0 ? [{ id: "dense", name: t("dense.tab"), count: view.dense.length }] : []),
            ...(corrections.length > 0 ? [{ id: "corrections", name: t("correction.tab"), count: corrections.length }] : []),
            ...(laptops.length > 0 ? [{ id: "adoptions", name: t("hq.tab.adoptions"), count: waiting(laptops) }] : []),
          ]}
        >
          {(id) => (
            <>
              {id === "handIns" ? <HandInsDesk view={view} /> : null}
              {id === "duplicates" ? <DuplicatesDesk view={view} /> : null}
              {id === "cards" ? <CardsDesk view={view} /> : null}
              {id === "pairs" ? <Pairs pairs={view.pairs} /> : null}
              {id === "cases" ? <Cases cases={view.cases} /> : null}
              {id === "alerts" || id === "proposals" ? (
                <div className={styles.scroll}>
                  <Review fair={view.fair} part={id} />
                </div>
              ) : null}
              {id === "dense" ? <DenseCards rows={view.dense} /> : null}
              {id === "corrections" ? <Waiting rows={corrections} /> : null}
              {id === "adoptions" ? <Adoptions laptops={laptops} /> : null}
            </>
          )}
        </Tabs>
      </div>
    </>
  );
}

function customers(view: EveningView): number {
  return new Set(view.duplicates.map((one) => one.ruling.customer)).size;
}
