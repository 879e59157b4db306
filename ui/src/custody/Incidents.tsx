import { useState } from "react";
import { useTranslation } from "react-i18next";

import { useSending } from "../booth/useSending";
import { Button } from "../design/Button";
import { TextArea } from "../design/Field";
import { Badge, FailureNotice, Panel, RuleChip, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { EMPTY, type Sheets } from "../fair/Sheet";
import { useCommand, type IncidentView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { RemainsDialog } from "../hq/RemainsDialog";
import { useSession } from "../shell/session";
import { Remains } from "../sync/Remains";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";

const OUTCOMES = ["found", "replaced", "written_off"] as const;

/** What was lost, who answers for it, what was said, and how headquarters closed it (FAIR-05). */
export function Incidents({ fair, sheets, incidents }: { fair: string; sheets: Sheets; incidents: readonly IncidentView[] }) {
  const { t } = useTranslation();
  if (incidents.length === 0) return null;
  // What is still to be settled stands first.
  const sorted = [...incidents].sort((a, b) => Number(a.settled) - Number(b.settled));
  return (
    <Panel title={t("custody.incidents", { count: incidents.filter((one) => !one.settled).length })}>
      {sorted.map((incident) => (
        <Incident key={incident.id} fair={fair} sheets={sheets} incident={incident} />
      ))}
    </Panel>
  );
}

function Incident({ fair, sheets, incident }: { fair: string; sheets: Sheets; incident: IncidentView }) {
  const { t } = useTranslation();
  const words = useWords();
  const session = useSession();
  const at = (ms: number) => moment(ms, words.nowMs, { ...words, dated: true });
  const names = {
    what: inSentence(incident.what, 60),
    holder: inSentence(incident.holder, 40),
    liable: inSentence(incident.liable, 40),
    at: at(incident.openedMs),
    count: incident.missing,
  };
  return (
    <section className={partStyles.stack} aria-label={names.what}>
      <h3>
        {t(`custody.${incident.kind === "laptop" && incident.missing === 0 ? "laptopOnly" : incident.kind}`, names)} <State incident={incident} />
      </h3>
      <p>
        <RuleChip rule="FAIR-05" /> {incident.liable ? t("custody.liable", names) : t("custody.nobodyLiable", names)}
      </p>
      {incident.counts.length > 1 ? (
        <p className={partStyles.muted}>{incident.counts.map((one) => t("custody.countedThen", { at: at(one.atMs), count: one.missing })).join(" → ")}</p>
      ) : null}
      {incident.kind === "laptop" ? <p>{incident.statedMs === null ? t("custody.neverStated", names) : t("custody.stated", { ...names, at: at(incident.statedMs) })}</p> : null}
      {incident.remains ? <Remains view={incident.remains} /> : null}
      {incident.enrolment && session.hqDesk ? <AskServer incident={incident} enrolment={incident.enrolment} /> : null}
      {incident.said.map((one) => (
        <p key={`${one.atMs}/${one.by}`}>
          <b>{inSentence(one.by, 40)}</b> <span className={partStyles.muted}>{at(one.atMs)}</span> {one.outcome ? <Badge>{t(`custody.outcome.${one.outcome}`)}</Badge> : null}{" "}
          <Said text={one.words} max={500} />
        </p>
      ))}
      {incident.maySpeak ? <Answer fair={fair} sheets={sheets} incident={incident} /> : null}
    </section>
  );
}

/** What others saw of a laptop is known to the server, and not to each laptop of headquarters. */
function AskServer({ incident, enrolment }: { incident: IncidentView; enrolment: string }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  return (
    <div className={partStyles.line}>
      <Button small onPress={() => setAsking(true)}>
        {t("remains.ask")}
      </Button>
      {asking ? <RemainsDialog person={{ name: incident.holder }} device={{ enrolment, device: incident.what }} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

function State({ incident }: { incident: IncidentView }) {
  const { t } = useTranslation();
  if (incident.outcome) return <Badge tone="good">{t(`custody.outcome.${incident.outcome}`)}</Badge>;
  if (incident.settled) return <Badge tone="good">{t("custody.there")}</Badge>;
  return <Badge tone="bad">{t("custody.isOpen")}</Badge>;
}

/** A statement, or with an outcome headquarters' word that closes the matter. */
function Answer({ fair, sheets, incident }: { fair: string; sheets: Sheets; incident: IncidentView }) {
  const { t } = useTranslation();
  const say = useCommand("incident_say");
  const entry = `say/${incident.id}`;
  const text = sheets.of(entry)?.remarks ?? "";
  const [chosen, setChosen] = useState("only");
  const outcome = incident.mayClose && chosen !== "only" ? chosen : "";
  const sending = useSending(async () => {
    if (text.trim() === "") return;
    await sheets.send(entry, () => say.mutateAsync({ fair, incident: incident.id, words: text.trim(), outcome }));
    setChosen("only");
  });
  const options = [{ id: "only", name: t("custody.statement") }, ...OUTCOMES.map((id) => ({ id, name: t(`custody.outcome.${id}`) }))];
  return (
    <form className={partStyles.stack} onSubmit={sending.onSubmit} onKeyDown={sending.onKeyDown} aria-label={`${t("custody.answer")} · ${inSentence(incident.what, 40)}`}>
      <TextArea label={outcome ? t("common.reason") : t("custody.answer")} value={text} onChange={(remarks) => sheets.put(entry, { ...EMPTY, remarks })} rows={2} />
      <FailureNotice failure={sending.failure} />
      <div className={partStyles.line}>
        {incident.mayClose ? <Pick label={t("custody.how")} showLabel={false} options={options} value={chosen} onChange={setChosen} /> : null}
        <Button type="submit" small isDisabled={text.trim() === ""} isPending={sending.pending}>
          {outcome ? t("custody.close") : t("custody.say")}
        </Button>
      </div>
    </form>
  );
}
