import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { Empty } from "../design/parts";
import { Pick } from "../design/Pick";
import { Tabs } from "../design/Tabs";
import type { FairView, SessionView } from "../host";
import { dayName } from "../i18n/format";
import { useAction } from "../keyboard/useAction";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { ask } from "./asked";
import { Board } from "./Board";
import { Dashboard } from "./Dashboard";
import { Notebook } from "./Notebook";
import { Register } from "./Register";
import { Report } from "./Report";

const WHOLE = "whole";

/** The day at the booth beside the cards. */
export function BoothScreen() {
  const { t, i18n } = useTranslation();
  const session = useSession();
  const [fairId, setFair] = useKept<string | undefined>("booth/fair", undefined);
  const [day, setDay] = useKept<string | undefined>("booth/day", undefined);
  const [tab, setTab] = useKept("booth/tab", "dashboard");
  const fairs = session.fairs;
  const fair = fairs.find((one) => one.id === fairId) ?? fairs.find((one) => one.mine && one.today) ?? fairs.find((one) => one.mine) ?? fairs[0];
  const mine = fair?.mine ?? false;
  useAction("booth.rival", () => fair && ask({ form: "rival", fair: fair.id }), mine);
  useAction("booth.visitor", () => fair && ask({ form: "reception", fair: fair.id }), mine);
  if (!fair) return <Empty>{t("booth.noFair")}</Empty>;
  const chosen = day === WHOLE || (day && fair.days.includes(day)) ? day : fair.days.includes(session.today) ? session.today : WHOLE;
  const of = { fair: fair.id, day: chosen === WHOLE ? "" : chosen };
  const tabs = ["dashboard", "board", "rivals", "visitors", ...(readsReport(session, fair) ? ["report"] : [])];
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1>{t("desk.booth")}</h1>
        <Pick label={t("evening.fair")} showLabel={false} options={fairs.map((one) => ({ id: one.id, name: inSentence(one.name, 60) }))} value={fair.id} onChange={setFair} />
        <Pick
          label={t("evening.day")}
          showLabel={false}
          options={[{ id: WHOLE, name: t("booth.wholeFair") }, ...fair.days.map((one) => ({ id: one, name: dayName(one, i18n.language) }))]}
          value={chosen}
          onChange={setDay}
        />
      </div>
      <div className={styles.body}>
        <Tabs label={t("desk.booth")} items={tabs.map((id) => ({ id, name: t(`booth.tab.${id}`) }))} selected={tabs.includes(tab) ? tab : "dashboard"} onSelect={setTab}>
          {(id) => (
            <>
              {id === "dashboard" ? <Dashboard key={`${of.fair}/${of.day}`} of={of} /> : null}
              {id === "board" ? <Board key={of.fair} fair={of.fair} /> : null}
              {id === "rivals" ? <Notebook fair={of.fair} /> : null}
              {id === "visitors" ? <Register of={of} /> : null}
              {id === "report" ? <Report key={of.fair} fair={of.fair} /> : null}
            </>
          )}
        </Tabs>
      </div>
    </div>
  );
}

const ABOVE = ["hq", "crm_centre", "resource_director"];

/** The report is for whoever leads the fair, and whoever is above him; the host says so too. */
function readsReport(session: SessionView, fair: FairView): boolean {
  return fair.supervisor === session.person || session.roles.some((role) => ABOVE.includes(role));
}
