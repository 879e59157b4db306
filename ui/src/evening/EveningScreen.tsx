import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Waiting } from "../corrections/Waiting";
import { Adoptions, waiting } from "../desk/Adoptions";
import { Cases } from "../desk/Cases";
import { DenseCards } from "../desk/DenseCards";
import styles from "../desk/desk.module.css";
import { Pairs } from "../desk/Pairs";
import { PresentContext } from "../desk/present";
import { ActionButton } from "../design/Button";
import { isReachable, isUnclaimed } from "../design/focus";
import { Empty, FailureNotice, Working } from "../design/parts";
import { Pick } from "../design/Pick";
import { Tabs } from "../design/Tabs";
import { failed, useCall, type EveningView, type FairView, type MeetingView } from "../host";
import { dayName } from "../i18n/format";
import { Review } from "../penalties/Review";
import { useAction } from "../keyboard/useAction";
import { useKept } from "../shell/kept";
import { ProjectedContext, useProjected, useWall } from "../shell/projected";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { CardsDesk } from "./CardsDesk";
import { DuplicatesDesk } from "./DuplicatesDesk";
import { HandInsDesk } from "./HandInsDesk";
import { PackagePage } from "./PackagePage";
import { SealButton } from "./SealButton";
import { SealLine } from "./SealClock";
import { Allot } from "./steps/Allot";
import { Attendance } from "./steps/Attendance";
import { Countersign } from "./steps/Countersign";
import { Record } from "./steps/Record";
import { Seal } from "./steps/Seal";
import { nextStep, stepsOf } from "./steps/steps";
import { TerritorySplit } from "./steps/TerritorySplit";
import { Unattended } from "./steps/Unattended";

export function EveningScreen() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const led = session.fairs.filter((fair) => fair.office !== "");
  const [fairId, setFair] = useKept<string | undefined>("evening/fair", undefined);
  const [day, setDay] = useKept<string | undefined>("evening/day", undefined);
  const [projected, setProjected] = useKept("evening/projected", false);
  useWall(projected && led.length > 0);
  useAction("evening.project", () => setProjected(!projected), led.length > 0);
  const fair = led.find((one) => one.id === fairId) ?? led.find((one) => one.today) ?? led[0];
  if (!fair) return <Empty>{t("evening.noFair")}</Empty>;
  const chosen = day && fair.days.includes(day) ? day : dayFor(fair, session.today);
  return (
    <ProjectedContext value={projected}>
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
          <ActionButton id="evening.project" small look={projected ? "primary" : "quiet"} aria-pressed={projected} />
        </div>
        <Evening key={`${fair.id}/${chosen}`} fair={fair.id} day={chosen} />
      </div>
    </ProjectedContext>
  );
}

/** Today while the fair runs, its last day afterwards, its first before. */
function dayFor(fair: FairView, today: string): string {
  const past = fair.days.filter((day) => day <= today);
  return past.at(-1) ?? fair.days[0] ?? today;
}

function Evening({ fair, day }: { fair: string; day: string }) {
  const evening = useCall("evening", { fair, day });
  // Who is there, once somebody has said so; until then whoever handed in or met this laptop.
  const [present, setPresent] = useKept<string[] | null>(`evening/${fair}/${day}/present`, null);
  const meeting = useCall("meeting", { fair, day, present }, { keep: true });
  return (
    <>
      <Working on={evening.isPending || meeting.isPending} />
      <FailureNotice failure={failed(evening) ?? failed(meeting)} />
      {evening.data && meeting.data ? <Meeting view={evening.data} meeting={meeting.data} confirmed={present !== null} onPresent={setPresent} /> : null}
    </>
  );
}

interface MeetingProps {
  view: EveningView;
  meeting: MeetingView;
  confirmed: boolean;
  onPresent: (people: string[]) => void;
}

/** The meeting as a line of steps; beside them what is rare and nobody's step. */
function Meeting({ view, meeting, confirmed, onPresent }: MeetingProps) {
  const { t } = useTranslation();
  const [tab, setTab] = useKept<string>("evening/tab", "cards");
  const [opened, setOpened] = useKept<string | undefined>(`evening/${view.fair}/${view.day}/package`, undefined);
  const projected = useProjected();
  const body = useRef<HTMLDivElement>(null);
  const steps = stepsOf(view, meeting, confirmed);
  // Rare: a laptop was lost or its owner removed, and it has signed something since.
  const laptops = useCall("adoptable", null).data ?? [];
  const corrections = useCall("corrections", null).data ?? [];
  const rare = [
    { id: "cases", name: t("evening.tab.cases"), count: view.cases.length },
    { id: "dense", name: t("dense.tab"), count: view.dense.length },
    { id: "corrections", name: t("correction.tab"), count: corrections.length },
    { id: "adoptions", name: t("hq.tab.adoptions"), count: waiting(laptops) },
  ].filter((one) => one.count > 0 && !projected);
  const review =
    view.supervisor && !projected
      ? [
          { id: "alerts", name: t("penalty.alertsTab") },
          { id: "proposals", name: t("penalty.tab") },
        ]
      : [];
  const items = [...steps.map(({ id, open, done }) => ({ id: id as string, name: t(`evening.tab.${id}`), count: open, done })), ...rare, ...review];
  const selected = items.some((item) => item.id === tab) ? tab : "cards";
  const walk = (by: 1 | -1) => {
    const to = nextStep(steps, selected, by);
    if (!to) return;
    setTab(to);
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    requestAnimationFrame(() => requestAnimationFrame(() => intoStep(body.current)));
  };
  useAction("evening.next", () => walk(1), !opened);
  useAction("evening.previous", () => walk(-1), !opened);
  if (opened) return <PackagePage desk="evening" fair={view.fair} day={view.day} hash={opened} onClose={() => setOpened(undefined)} />;
  const present = meeting.people.filter((one) => one.present && one.office !== "supervisor").map((one) => one.person);
  return (
    <PresentContext value={present}>
      <div className={styles.head}>
        <span className={styles.counters}>
          <SealLine view={view} meeting={meeting} />
        </span>
        <ActionButton id="evening.next" small />
        {view.supervisor ? <SealButton view={view} meeting={meeting} /> : null}
      </div>
      <div ref={body} className={styles.body}>
        <Tabs label={t("meeting.steps")} selected={selected} onSelect={setTab} items={items}>
          {(id) => (
            <>
              {id === "attendance" ? <Attendance meeting={meeting} confirmed={confirmed} onPresent={onPresent} /> : null}
              {id === "handIns" ? <HandInsDesk view={view} /> : null}
              {id === "duplicates" ? <DuplicatesDesk view={view} /> : null}
              {id === "pairs" ? <Pairs pairs={view.pairs} /> : null}
              {id === "cards" ? <CardsDesk view={view} /> : null}
              {id === "countersign" ? <Countersign meeting={meeting} /> : null}
              {id === "territory" ? <TerritorySplit view={view} /> : null}
              {id === "allot" ? <Allot view={view} /> : null}
              {id === "pool" ? <Unattended view={view} /> : null}
              {id === "record" ? <Record view={view} meeting={meeting} /> : null}
              {id === "seal" ? <Seal view={view} meeting={meeting} onOpen={setOpened} /> : null}
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
    </PresentContext>
  );
}

/** Gives the keyboard to what a step begins with; a list has found its row itself. */
function intoStep(body: HTMLElement | null): void {
  if (!isUnclaimed()) return;
  const panel = [...(body?.querySelectorAll<HTMLElement>("[role=tabpanel]") ?? [])].find((one) => one.getClientRects().length > 0);
  const first = [...(panel?.querySelectorAll("*") ?? [])].find(isReachable);
  (first ?? panel)?.focus();
}
