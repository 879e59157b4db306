import { useTranslation } from "react-i18next";

import deskStyles from "../desk/desk.module.css";
import { Badge, FailureNotice, Notice, Panel, RuleChip, Working, partStyles, type Tone } from "../design/parts";
import { failed, useCall, type BoothRef, type DashboardView, type DayVisitors, type HandInState, type Share } from "../host";
import { dayName, deadline, list, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { Bars } from "./Bars";
import { Scroll } from "./Scroll";
import styles from "./booth.module.css";

const TONES: Record<string, Tone> = { in_time: "good", open: "plain", sealed_in_time_sent_late: "warn", late: "warn", missing: "bad" };

/** The fair in figures, under the three headings of the source (FAIR-14). */
export function Dashboard({ of }: { of: BoothRef }) {
  const { t } = useTranslation();
  const words = useWords();
  const found = useCall("booth_dashboard", of, { keep: true });
  const view = found.data;
  if (!view) {
    return (
      <>
        <Working on={found.isPending} />
        <FailureNotice failure={failed(found)} />
      </>
    );
  }
  return (
    <Scroll label={t("booth.tab.dashboard")}>
      <p className={partStyles.muted}>
        {t(view.complete ? "booth.complete" : "booth.incomplete")} {t("booth.asOf", { at: moment(view.asOfMs, words.nowMs, words) })}
      </p>
      <div className={styles.goals}>
        <Panel title={t("booth.goal.strength")} label={t("booth.goal.strength")}>
          <Visitors days={view.visitors} />
        </Panel>
        <Panel title={t("booth.goal.information")} label={t("booth.goal.information")} side={<RuleChip rule="FAIR-14" />}>
          <Information view={view} />
        </Panel>
        <Panel title={t("booth.goal.rivals")} label={t("booth.goal.rivals")}>
          <Rivals view={view} />
        </Panel>
      </div>
      <div className={styles.halves}>
        <HandIns rows={view.handIns} />
        <Packages view={view} />
      </div>
    </Scroll>
  );
}

function Figure({ name, value, tone }: { name: string; value: number; tone?: "warn" | "bad" }) {
  return (
    <span className={deskStyles.counter} data-tone={tone}>
      {name} <b>{value}</b>
    </span>
  );
}

function Visitors({ days }: { days: readonly DayVisitors[] }) {
  const { t, i18n } = useTranslation();
  const sum = (of: "came" | "called" | "phones" | "cards") => days.reduce((all, day) => all + day.counted[of], 0);
  return (
    <>
      <div className={deskStyles.counters}>
        <Figure name={t("booth.stat.came")} value={sum("came")} />
        <Figure name={t("booth.stat.called")} value={sum("called")} />
        <Figure name={t("booth.stat.phones")} value={sum("phones")} />
        <Figure name={t("booth.stat.cards")} value={sum("cards")} />
      </div>
      <table className={deskStyles.table}>
        <caption className={partStyles.hidden}>{t("booth.goal.strength")}</caption>
        <thead>
          <tr>
            <th>{t("evening.day")}</th>
            <th className={deskStyles.number}>{t("booth.stat.came")}</th>
            <th className={deskStyles.number}>{t("booth.stat.called")}</th>
            <th>{t("booth.signedStat")}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day}>
              <td>{dayName(day.day, i18n.language)}</td>
              <td className={deskStyles.number}>{day.counted.came}</td>
              <td className={deskStyles.number}>{day.counted.called}</td>
              <td>{day.signed ? t("booth.cameCalled", { came: day.signed.came, called: day.signed.called }) : <span className={partStyles.muted}>{t("booth.notSigned")}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {days.length === 0 ? <p className={partStyles.muted}>{t("booth.notBegun")}</p> : null}
    </>
  );
}

function Information({ view }: { view: DashboardView }) {
  const { t } = useTranslation();
  const none = t("booth.noLeads");
  return (
    <>
      <div className={deskStyles.counters}>
        <Figure name={t("booth.leads")} value={view.leads} />
        <Figure name={t("booth.customers")} value={view.customers} />
        <Figure name={t("booth.overdue")} value={view.overdue} {...(view.overdue > 0 ? { tone: "bad" as const } : {})} />
      </div>
      {view.leads === 0 ? <p className={partStyles.muted}>{none}</p> : <Shares view={view} />}
    </>
  );
}

function Shares({ view }: { view: DashboardView }) {
  const { t } = useTranslation();
  const none = t("booth.noLeads");
  const hour = ({ key }: Share) => `${key.padStart(2, "0")}:00`;
  return (
    <div className={styles.halves}>
      <Bars caption={t("booth.byHour")} shares={view.byHour} name={hour} empty={none} />
      <Bars caption={t("booth.byPerson")} shares={view.byPerson} name={({ name, key }) => name || key} empty={none} />
      <Bars caption={t("booth.bySource")} shares={view.bySource} name={({ key }) => t(`source.${key}`, { defaultValue: key })} empty={none} />
      <Bars caption={t("booth.byClass")} shares={view.byClass} name={({ key }) => t(`class.${key || "unclassified"}`, { defaultValue: key })} empty={none} />
    </div>
  );
}

function Rivals({ view }: { view: DashboardView }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const { report } = view;
  return (
    <>
      <div className={deskStyles.counters}>
        <Figure name={t("booth.rivals")} value={view.rivals} />
        <Figure name={t("booth.entries")} value={view.byTopic.reduce((all, { count }) => all + count, 0)} />
      </div>
      <Bars caption={t("booth.byTopic")} shares={view.byTopic} name={({ key }) => t(`booth.topic.${key}`, { defaultValue: key })} empty={t("booth.rival.none")} />
      <Collectors names={view.collectors} language={i18n.language} />
      <p>
        {t("booth.reportDue", { at: report.dueMs === null ? "—" : deadline(report.dueMs, words.nowMs, words) })}{" "}
        <Badge tone={TONES[report.status] ?? "plain"}>{t(`package.${report.status}`, { defaultValue: report.status })}</Badge> <RuleChip rule="FAIR-13" />
      </p>
    </>
  );
}

/** Who was appointed; nobody is a flag on the fair (FAIR-12). */
export function Collectors({ names, language }: { names: readonly string[]; language: string }) {
  const { t } = useTranslation();
  const { hqDesk } = useSession();
  const [, setTab] = useKept("book/tab", "people");
  if (names.length > 0) return <p className={partStyles.muted}>{t("booth.collectors", { names: list(names, language) })}</p>;
  return (
    <Notice tone="warn">
      {hqDesk ? (
        <>
          {t("booth.noCollectorHq")}{" "}
          <a href="#/book" onClick={() => setTab("fairs")}>
            {t("booth.appoint")}
          </a>
        </>
      ) : (
        t("booth.noCollector")
      )}{" "}
      <RuleChip rule="FAIR-12" />
    </Notice>
  );
}

function HandIns({ rows }: { rows: readonly HandInState[] }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  const missing = rows.filter(({ status }) => status === "missing").length;
  return (
    <Panel title={t("booth.handIns")} label={t("booth.handIns")} side={missing > 0 ? <Badge tone="bad">{t("booth.missing", { count: missing })}</Badge> : <RuleChip rule="FAIR-07" />}>
      {rows.length === 0 ? (
        <p className={partStyles.muted}>{t("booth.noHandIns")}</p>
      ) : (
        <table className={deskStyles.table}>
          <caption className={partStyles.hidden}>{t("booth.handIns")}</caption>
          <thead>
            <tr>
              <th>{t("evening.day")}</th>
              <th>{t("booth.who")}</th>
              <th>{t("hq.status")}</th>
              <th>{t("booth.stated")}</th>
              <th>{t("booth.due")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.day}/${row.name}`}>
                <td>{dayName(row.day, i18n.language)}</td>
                <td>{row.name}</td>
                <td>
                  <Badge tone={TONES[row.status] ?? "plain"}>{t(`booth.handIn.${row.status}`)}</Badge>
                </td>
                <td>{row.statedMs === null ? "—" : moment(row.statedMs, words.nowMs, words)}</td>
                <td>{deadline(row.dueMs, words.nowMs, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}

function Packages({ view }: { view: DashboardView }) {
  const { t, i18n } = useTranslation();
  const words = useWords();
  return (
    <Panel title={t("booth.packages")} label={t("booth.packages")} side={<RuleChip rule="FAIR-08" />}>
      {view.packages.length === 0 ? (
        <p className={partStyles.muted}>{t("booth.notBegun")}</p>
      ) : (
        <table className={deskStyles.table}>
          <caption className={partStyles.hidden}>{t("booth.packages")}</caption>
          <thead>
            <tr>
              <th>{t("evening.day")}</th>
              <th>{t("hq.status")}</th>
              <th>{t("booth.due")}</th>
            </tr>
          </thead>
          <tbody>
            {view.packages.map((row) => (
              <tr key={row.day}>
                <td>{dayName(row.day, i18n.language)}</td>
                <td>
                  <Badge tone={TONES[row.status] ?? "plain"}>{t(`package.${row.status}`, { defaultValue: row.status })}</Badge>
                </td>
                <td>{deadline(row.dueMs, words.nowMs, words)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
