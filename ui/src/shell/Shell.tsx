import { useIsFetching } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Quick } from "../booth/Quick";
import { FailureNotice, Working } from "../design/parts";
import { changeSize } from "../design/size";
import { chooseTheme } from "../design/theme";
import { failed, host, useCall, type DemoView, type SessionView } from "../host";
import { nextLanguage } from "../i18n";
import { ACTIONS } from "../keyboard/actions";
import { KeyMap } from "../keyboard/KeyMap";
import { useAction } from "../keyboard/useAction";
import { Palette } from "../palette/Palette";
import { DESKS, go, useRoute, type Desk } from "../router/route";
import { EarlierNotice } from "../sync/Earlier";
import { Befallen } from "./Befallen";
import { Boundary } from "./Boundary";
import { ClockContext } from "./clock";
import { DemoBar } from "./DemoBar";
import { desksOf, firstDesk } from "./desks";
import { speak } from "./LanguageSwitch";
import { forget, lockNow } from "./lock";
import { Lease } from "./Lease";
import { Rail } from "./Rail";
import { useReady } from "./ready";
import { Recovered } from "./Recovered";
import { Screen } from "./Screen";
import { SessionContext } from "./session";
import styles from "./shell.module.css";
import { SealReminder } from "../evening/SealReminder";
import { PlanReminder } from "../fair/PlanReminder";
import { RoadshowReminder } from "../roadshows/RoadshowReminder";
import { SyncLine } from "./SyncLine";
import { TopLine } from "./TopLine";
import { UndoLine } from "../undo/UndoLine";
import { useArrival } from "./useArrival";
import { useAutoLock } from "./useAutoLock";

const SESSION_EVERY_MS = 60_000;

/** The open window. */
export function Shell({ demo }: { demo: DemoView | null }) {
  const session = useCall("session", null, { refetchMs: SESSION_EVERY_MS });
  useEffect(() => forget, []);
  const asking = useIsFetching();
  useReady(session.data !== undefined && asking === 0);
  const clock = useMemo(
    () => ({
      zone: session.data?.zone ?? "Asia/Shanghai",
      saidMs: session.data?.nowMs ?? Date.now(),
      heardMs: session.dataUpdatedAt || Date.now(),
    }),
    [session.data, session.dataUpdatedAt],
  );
  if (!session.data) {
    return (
      <main className={styles.wait}>
        <Working on={session.isPending} />
        <FailureNotice failure={failed(session)} />
      </main>
    );
  }
  return (
    <SessionContext value={session.data}>
      <ClockContext value={clock}>
        <Window session={session.data} demo={demo} />
      </ClockContext>
    </SessionContext>
  );
}

function Window({ session, demo }: { session: SessionView; demo: DemoView | null }) {
  const { t } = useTranslation();
  const desks = desksOf(session);
  const route = useRoute();
  const here = route.desk === "lead" ? "leads" : route.desk;
  const allowed = desks.includes(here);
  useEffect(() => {
    if (!allowed || window.location.hash === "") go(firstDesk(session));
  }, [allowed, session]);
  useAutoLock(session.lockMinutes);
  const main = useRef<HTMLElement>(null);
  useArrival(main, route);
  const [keys, setKeys] = useState(false);
  const [palette, setPalette] = useState(false);
  useWindowActions(desks, here, () => setKeys(true));
  useAction("palette", () => setPalette(true));
  return (
    <div className={styles.window}>
      <Quick />
      {demo ? <DemoBar demo={demo} /> : null}
      <TopLine session={session} onKeys={() => setKeys(true)} onPalette={() => setPalette(true)} />
      <Lease />
      <Rail desks={desks} here={here} />
      <main ref={main} tabIndex={-1} className={styles.main} aria-label={t(`desk.${here}`)}>
        <div className={styles.banners}>
          <Recovered />
          <Befallen />
          <SealReminder />
          {route.desk === "fair" ? null : <PlanReminder />}
          {route.desk === "fair" ? null : <RoadshowReminder />}
          <EarlierNotice />
        </div>
        <div className={styles.stage}>
          <Boundary key={route.desk === "lead" ? `lead/${route.rest}` : route.desk}>{allowed ? <Screen route={route} /> : null}</Boundary>
        </div>
      </main>
      <SyncLine />
      <UndoLine />
      <KeyMap open={keys} onClose={() => setKeys(false)} actions={ACTIONS} desks={desks} />
      <Palette open={palette} onClose={() => setPalette(false)} desks={desks} desk={route.desk} />
    </div>
  );
}

function useWindowActions(desks: readonly Desk[], here: Desk, showKeys: () => void): void {
  const { i18n } = useTranslation();
  const mine = (desk: Desk) => desks.includes(desk);
  const [capture, leads, day, evening, hq, sync, lists, booth, reports, book, fair] = DESKS;
  useAction("go.capture", () => go(capture), mine(capture) && here !== capture);
  useAction("go.leads", () => go(leads), mine(leads));
  useAction("go.day", () => go(day), mine(day));
  useAction("go.evening", () => go(evening), mine(evening));
  useAction("go.hq", () => go(hq), mine(hq));
  useAction("go.sync", () => go(sync), mine(sync));
  useAction("go.lists", () => go(lists), mine(lists));
  useAction("go.booth", () => go(booth), mine(booth));
  useAction("go.reports", () => go(reports), mine(reports));
  useAction("go.book", () => go(book), mine(book));
  useAction("go.fair", () => go(fair), mine(fair));
  useAction("speak.zh-CN", () => void speak("zh-CN"), i18n.language !== "zh-CN");
  useAction("speak.zh-Hant", () => void speak("zh-Hant"), i18n.language !== "zh-Hant");
  useAction("speak.en", () => void speak("en"), i18n.language !== "en");
  useAction("theme.system", () => chooseTheme("system"));
  useAction("theme.light", () => chooseTheme("light"));
  useAction("theme.dark", () => chooseTheme("dark"));
  // A browser's own keys do it there.
  const zooms = host().zoom !== undefined;
  useAction("size.larger", () => changeSize(1), zooms);
  useAction("size.smaller", () => changeSize(-1), zooms);
  useAction("size.fitting", () => changeSize(0), zooms);
  useAction("language", () => void speak(nextLanguage(i18n.language)));
  useAction("lock", () => void lockNow());
  useAction("help", showKeys);
}
