import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { CorrectButton } from "../corrections/CorrectButton";
import { CorrectionBox } from "../corrections/CorrectionBox";
import correctionStyles from "../corrections/corrections.module.css";
import { AssignForm } from "../desk/AssignForm";
import { Countdown } from "../desk/Countdown";
import { ActionButton, Button } from "../design/Button";
import { Badge, FailureNotice, Panel, Working, partStyles } from "../design/parts";
import { failed, useCall, type LeadRowView, type LeadView } from "../host";
import { visited } from "../palette/recent";
import { useAction } from "../keyboard/useAction";
import { go } from "../router/route";
import { LeadPhoto } from "../photos/LeadPhoto";
import { Reasons } from "../ruling/Reasons";
import { RulingBox } from "../ruling/RulingBox";
import { RulingCards } from "../ruling/RulingCards";
import { Said } from "../text/Said";
import { Consent } from "../visitor/Consent";
import { AppealButton } from "./AppealButton";
import { CasePanel } from "./CasePanel";
import { CertificateForm } from "./CertificateForm";
import { ClassifyForm } from "./ClassifyForm";
import { EraseButton } from "./EraseButton";
import { DraftPage } from "./DraftPage";
import { ErasedNotice } from "./ErasedNotice";
import { ExcuseButton } from "./ExcuseButton";
import { FollowUpForm } from "./FollowUpForm";
import { HelpForm } from "./HelpForm";
import { LeadFields } from "./LeadFields";
import styles from "./leads.module.css";
import { Notes } from "./Notes";
import { Parties } from "./Parties";
import { Timeline } from "./Timeline";
import { leadName, namelessRow } from "./name";
import { registerNumber } from "./register";
import { WithdrawButton } from "./WithdrawButton";

/** Whose card it is, by id. */
const signerOf = (lead: LeadView, card: string) => lead.ruling?.cards.find((one) => one.card === card)?.signer ?? "";

export function LeadScreen({ card }: { card: string }) {
  const lead = useCall("lead", { card });
  // No lead yet, and perhaps a draft; what is neither looks the same.
  const unsigned = failed(lead)?.code === "lead.unknown";
  useAction("lead.back", () => window.history.length > 1 ? window.history.back() : go("leads"));
  return (
    <>
      <Working on={lead.isPending} />
      {unsigned ? <DraftPage card={card} /> : <FailureNotice failure={failed(lead)} />}
      {lead.data ? <Page lead={lead.data} /> : null}
    </>
  );
}

function Page({ lead }: { lead: LeadView }) {
  const { t } = useTranslation();
  const { ruling, row } = lead;
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  useEffect(() => visited(row), [row]);
  return (
    <div className={styles.page}>
      <Header lead={lead} top={top} />
      <div className={styles.column}>
        <Panel title={t("lead.ruling")}>
          <RulingBox ruling={ruling} />
          {lead.may.includes("appeal") ? <AppealButton card={row.card} /> : null}
        </Panel>
        {ruling.case ? <CasePanel key={ruling.case.id} card={row.card} open={ruling.case} mayDecide={lead.may.includes("decide_case")} /> : null}
        <Notes key={row.card} notes={lead.notes} />
        <Panel title={t("lead.cards", { count: ruling.cards.length })}>
          <RulingCards ruling={ruling} />
        </Panel>
        <Panel title={t("lead.reasons")}>
          <Reasons reasons={ruling.reasons} />
        </Panel>
        {ruling.turns.length > 0 ? (
          <Panel title={t("lead.turns")}>
            <Reasons reasons={ruling.turns} group="turn" />
          </Panel>
        ) : null}
      </div>
      <div className={styles.column}>
        {lead.may.includes("assign") ? (
          <Panel title={t("assign.title")}>
            <AssignForm key={row.card} card={row.card} ruling={ruling} refused="" />
          </Panel>
        ) : null}
        <Panel title={t("lead.parties")}>
          <Parties lead={lead} />
        </Panel>
        <Panel
          title={t("lead.fields")}
          side={
            lead.may.includes("correct") && lead.fields ? (
              <CorrectButton key={row.card} card={row.card} fields={lead.fields} signedMs={row.signedMs} />
            ) : null
          }
        >
          {lead.erasure ? <ErasedNotice erasure={lead.erasure} /> : null}
          {row.erased ? null : <LeadFields fields={lead.fields} judgement={lead.judgement} />}
          {lead.fields && !row.erased && !row.draft ? (
            <div className={partStyles.line}>
              <Button small onPress={() => go("reports", row.card)}>
                {t("reports.asCard")}
              </Button>
            </div>
          ) : null}
          {lead.consent ? <Consent consent={lead.consent} /> : null}
          {lead.corrections.length > 0 ? (
            <section className={correctionStyles.list} aria-label={t("correction.ofCard")}>
              <h3>{t("correction.ofCard")}</h3>
              {lead.corrections.map((correction) => (
                <CorrectionBox key={correction.id} card={row.card} correction={correction} />
              ))}
            </section>
          ) : null}
        </Panel>
        {lead.fields?.photo && !row.erased ? <LeadPhoto key={row.card} card={row.card} /> : null}
        {lead.may.includes("help_note") ? <HelpForm card={row.card} /> : null}
        {lead.may.includes("follow_up") ? <FollowUpForm card={row.card} /> : null}
        {lead.may.includes("classify") ? <ClassifyForm card={row.card} fields={lead.fields} /> : null}
        <Panel title={t("lead.timeline")}>
          <Timeline entries={lead.timeline} />
        </Panel>
        {row.draft ? null : <CertificateForm card={row.card} />}
        {lead.may.includes("excuse") ? <ExcuseButton key={row.card} card={row.card} person={signerOf(lead, row.card)} /> : null}
        {lead.may.includes("withdraw") ? <WithdrawButton card={row.card} /> : null}
        {lead.may.includes("erase") ? <EraseButton card={row.card} of={leadName(row, t)} signer={row.signer} /> : null}
      </div>
    </div>
  );
}

function Header({ lead, top }: { lead: LeadView; top: React.RefObject<HTMLHeadingElement | null> }) {
  const { t } = useTranslation();
  const { row } = lead;
  return (
    <header className={styles.header}>
      <h1 ref={top} tabIndex={-1}>
        <Said text={row.company} max={300} empty={lead.fields && !row.erased ? t("capture.unknownCompany") : namelessRow(row, t)} />
      </h1>
      <span>
        <Said text={row.person} max={80} empty="" />
      </span>
      <Badge>{t(`class.${lead.class}`, { defaultValue: lead.class })}</Badge>
      <span className={partStyles.muted}>
        {row.draft ? t("card.draft") : t("lead.register", { number: registerNumber(row) })}
        {row.laptop > 1 ? t("lead.ofLaptop", { laptop: row.laptop }) : ""}
        {row.number > 0 ? ` · ${t("lead.number", { number: row.number })}` : ""}
      </span>
      {row.dueKind ? <DueLine row={row} /> : null}
      <span className={styles.back}>
        <ActionButton id="lead.back" look="quiet" />
      </span>
    </header>
  );
}

/** The next duty in one line. */
function DueLine({ row }: { row: LeadRowView }) {
  const { t } = useTranslation();
  const what = t(`due.${row.dueKind}`, { defaultValue: row.dueKind });
  return row.dueMs === null ? <span>{what}</span> : <Countdown label={what} dueMs={row.dueMs} />;
}
