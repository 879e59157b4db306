import { useTranslation } from "react-i18next";

import deskStyles from "../desk/desk.module.css";
import { Button } from "../design/Button";
import { TextArea } from "../design/Field";
import { Badge, Empty, FailureNotice, Notice, Panel, RuleChip, Working, partStyles, type Tone } from "../design/parts";
import { call, failed, useCall, type CompetitorReportView, type FairReportInput, type FairReportState, type FairSummaryView, type RivalSheet } from "../host";
import { deadline, list, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Said } from "../text/Said";
import { BASIS_TONES } from "./Notebook";
import { RivalPhoto } from "./RivalPhoto";
import { useForms } from "./useForms";
import { useSending } from "./useSending";
import { Scroll } from "./Scroll";
import styles from "./booth.module.css";

const TONES: Record<string, Tone> = { in_time: "good", open: "plain", sealed_in_time_sent_late: "warn", late: "warn", missing: "bad" };
const WORDS = ["strength", "information", "rivals"] as const;

/** The report after the fair: rivals (E8) and what the fair came to (E9). */
export function Report({ fair }: { fair: string }) {
  const { t } = useTranslation();
  const report = useCall("competitor_report", { fair, day: "" });
  const summary = useCall("fair_summary", { fair, day: "" });
  const reports = useCall("fair_reports", null);
  if (!report.data || !summary.data) {
    return (
      <>
        <Working on={report.isPending || summary.isPending} />
        <FailureNotice failure={failed(report) ?? failed(summary)} />
      </>
    );
  }
  return (
    <Scroll label={t("booth.tab.report")}>
      <Sheet fair={fair} report={report.data} summary={summary.data} />
      {(reports.data ?? []).length > 1 ? <AllReports rows={reports.data ?? []} /> : null}
    </Scroll>
  );
}

function signedWords(fair: string, report: CompetitorReportView, summary: FairSummaryView): FairReportInput {
  const conclusions = Object.fromEntries(report.rivals.filter((rival) => rival.conclusion !== "").map((rival) => [rival.key, rival.conclusion]));
  const { strength, information, rivals } = summary;
  return { fair, conclusions, overall: report.overall, strength, information, rivals };
}

function Sheet({ fair, report, summary }: { fair: string; report: CompetitorReportView; summary: FairSummaryView }) {
  const { t } = useTranslation();
  const words = useWords();
  const forms = useForms<FairReportInput>("report", fair, report.unfinished);
  const typed = forms.of("");
  const input = typed ?? signedWords(fair, report, summary);
  const put = (patch: Partial<FairReportInput>) => forms.put("", { ...input, ...patch });
  const sending = useSending(() => forms.send("", () => call("fair_report_sign", input)));
  const { maySign } = report;
  return (
    <form className={partStyles.stack} onSubmit={sending.onSubmit} onKeyDown={sending.onKeyDown}>
      <div className={styles.bar2}>
        <State state={report.state} />
        {report.signedMs.length > 0 ? (
          <span className={partStyles.muted}>{t("booth.report.versions", { count: report.signedMs.length, at: moment(report.signedMs[0] ?? 0, words.nowMs, words) })}</span>
        ) : null}
        {maySign ? (
          <Button type="submit" look="primary" isPending={sending.pending}>
            {t("booth.report.sign")}
          </Button>
        ) : null}
      </div>
      <FailureNotice failure={sending.failure} />
      {typed && maySign ? <Notice>{t("booth.report.draft")}</Notice> : null}
      <Panel title={t("booth.report.rivals")} label={t("booth.report.rivals")} side={<RuleChip rule="FAIR-13" />}>
        {report.rivals.length === 0 ? <Empty>{t("booth.report.none")}</Empty> : null}
        {report.rivals.map((rival) => (
          <Rival
            key={rival.key}
            fair={fair}
            rival={rival}
            conclusion={input.conclusions[rival.key] ?? ""}
            onChange={maySign ? (text) => put({ conclusions: { ...input.conclusions, [rival.key]: text } }) : undefined}
          />
        ))}
        <Words label={t("booth.report.overall")} text={input.overall} onChange={maySign ? (overall) => put({ overall }) : undefined} />
      </Panel>
      <Panel title={t("booth.report.summary")} label={t("booth.report.summary")} side={<RuleChip rule="FAIR-14" />}>
        <Figures summary={summary} />
        <div className={styles.goals}>
          {WORDS.map((name) => (
            <Words key={name} label={t(`booth.goal.${name}`)} text={input[name]} onChange={maySign ? (text) => put({ [name]: text }) : undefined} />
          ))}
        </div>
      </Panel>
    </form>
  );
}

function State({ state }: { state: FairReportState }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <span>
      {t("booth.reportDue", { at: state.dueMs === null ? "—" : deadline(state.dueMs, words.nowMs, words) })}{" "}
      <Badge tone={TONES[state.status] ?? "plain"}>{t(`package.${state.status}`, { defaultValue: state.status })}</Badge>
    </span>
  );
}

/** What the supervisor says: a field for him, words for everybody else. */
function Words({ label, text, onChange }: { label: string; text: string; onChange: ((text: string) => void) | undefined }) {
  const { t } = useTranslation();
  if (onChange) return <TextArea label={label} value={text} onChange={onChange} rows={3} />;
  return (
    <div>
      <span className={partStyles.muted}>{label}</span>
      <p className={styles.words}>{text ? <Said text={text} max={2000} /> : t("booth.report.noWords")}</p>
    </div>
  );
}

function Rival({ fair, rival, conclusion, onChange }: { fair: string; rival: RivalSheet; conclusion: string; onChange: ((text: string) => void) | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <section className={styles.rival} aria-label={rival.name}>
      <h3>
        <Said text={rival.name} max={60} /> <Badge tone={BASIS_TONES[rival.best] ?? "plain"}>{t("booth.report.best", { basis: t(`booth.basis.${rival.best}`) })}</Badge>
      </h3>
      <table className={deskStyles.table}>
        <caption className={partStyles.hidden}>{rival.name}</caption>
        <thead>
          <tr>
            <th>{t("booth.rival.topic")}</th>
            <th>{t("booth.rival.what")}</th>
            <th>{t("booth.rival.evidence")}</th>
            <th>{t("booth.rival.basis")}</th>
            <th>{t("booth.rival.by")}</th>
          </tr>
        </thead>
        <tbody>
          {rival.lines.map((line) => (
            <tr key={`${line.by}/${line.atMs}/${line.what}`}>
              <td className={styles.nowrap}>{t(`booth.topic.${line.topic}`)}</td>
              <td>
                <Said text={line.what} max={1000} /> {line.afterSigning ? <Badge tone="warn">{t("booth.afterSign")}</Badge> : null}
              </td>
              <td>
                <Said text={line.evidence || "—"} max={300} />
                <RivalPhoto fair={fair} entry={line.entry} hash={line.photo} />
              </td>
              <td className={styles.nowrap}>
                <Badge tone={BASIS_TONES[line.basis] ?? "plain"}>{t(`booth.basis.${line.basis}`)}</Badge>
              </td>
              <td className={styles.nowrap}>
                {line.by} · {moment(line.atMs, words.nowMs, words)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Words label={t("booth.report.conclusion")} text={conclusion} onChange={onChange} />
    </section>
  );
}

const SINGLE = ["leads", "customers", "came", "called", "phones", "rivals", "entries"] as const;

/** What was counted; before the report is signed, what would be. */
function Figures({ summary }: { summary: FairSummaryView }) {
  const { t, i18n } = useTranslation();
  const group = (of: string, name: (key: string) => string) => {
    const found = Object.entries(summary.figures).flatMap(([key, count]) => (key.startsWith(`${of}:`) && count !== undefined ? [{ name: name(key.slice(of.length + 1)), count }] : []));
    return list(found.sort((a, b) => b.count - a.count).map(({ name: label, count }) => `${label} ${count}`), i18n.language) || "—";
  };
  return (
    <>
      <p className={partStyles.muted}>{t(summary.state.signedMs === null ? "booth.report.figuresNow" : "booth.report.figuresSigned")}</p>
      <div className={deskStyles.counters}>
        {SINGLE.map((name) => (
          <span key={name} className={deskStyles.counter}>
            {t(name === "came" || name === "called" || name === "phones" ? `booth.stat.${name}` : `booth.${name}`)} <b>{summary.figures[name] ?? 0}</b>
          </span>
        ))}
      </div>
      <dl className={partStyles.facts}>
        <dt>{t("booth.bySource")}</dt>
        <dd>{group("source", (key) => t(`source.${key}`, { defaultValue: key }))}</dd>
        <dt>{t("booth.byClass")}</dt>
        <dd>{group("class", (key) => t(`class.${key || "unclassified"}`, { defaultValue: key }))}</dd>
        <dt>{t("booth.byPerson")}</dt>
        <dd>{group("person", (key) => summary.names[key] ?? key)}</dd>
      </dl>
    </>
  );
}

/** Every fair's report: arrived, late or missing (FAIR-13). */
function AllReports({ rows }: { rows: readonly FairReportState[] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Panel title={t("booth.report.all")} label={t("booth.report.all")}>
      <table className={deskStyles.table}>
        <caption className={partStyles.hidden}>{t("booth.report.all")}</caption>
        <thead>
          <tr>
            <th>{t("evening.fair")}</th>
            <th>{t("booth.report.supervisor")}</th>
            <th>{t("hq.status")}</th>
            <th>{t("booth.due")}</th>
            <th>{t("booth.report.signed")}</th>
            <th>{t("booth.report.received")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.fair}>
              <td>
                <Said text={row.name} max={60} />
              </td>
              <td>{row.supervisor}</td>
              <td>
                <Badge tone={TONES[row.status] ?? "plain"}>{t(`package.${row.status}`, { defaultValue: row.status })}</Badge>
              </td>
              <td>{row.dueMs === null ? "—" : deadline(row.dueMs, words.nowMs, words)}</td>
              <td>{row.signedMs === null ? "—" : moment(row.signedMs, words.nowMs, words)}</td>
              <td>{row.receivedMs === null ? "—" : moment(row.receivedMs, words.nowMs, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
