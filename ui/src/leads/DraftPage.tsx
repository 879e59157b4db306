import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton } from "../design/Button";
import { Badge, FailureNotice, Facts, Notice, Panel, Working } from "../design/parts";
import { failed, useCall, type DraftView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { LeadPhoto } from "../photos/LeadPhoto";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { Consent } from "../visitor/Consent";
import { EraseButton } from "./EraseButton";
import { ErasedNotice } from "./ErasedNotice";
import { LeadFields } from "./LeadFields";
import styles from "./leads.module.css";

/** A draft that somebody else has begun: read, and signed by nobody but him (OWN-02). */
export function DraftPage({ card }: { card: string }) {
  const draft = useCall("draft", { card });
  return (
    <>
      <Working on={draft.isPending} />
      <FailureNotice failure={failed(draft)} />
      {draft.data ? <Page key={card} draft={draft.data} /> : null}
    </>
  );
}

function Page({ draft }: { draft: DraftView }) {
  const { t } = useTranslation();
  const words = useWords();
  const { card, fields, erasure } = draft;
  const author = inSentence(draft.author, 40);
  const erased = erasure !== null && erasure.atMs !== null;
  const top = useRef<HTMLHeadingElement>(null);
  useEffect(() => top.current?.focus(), []);
  const when = (ms: number) => moment(ms, words.nowMs, words);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <h1 ref={top} tabIndex={-1}>
          <Said text={fields?.company ?? ""} max={300} empty={erased ? t("leads.erased") : t("capture.unknownCompany")} />
        </h1>
        <span>
          <Said text={fields?.person ?? ""} max={80} empty="" />
        </span>
        <Badge tone="warn">{t("card.draft")}</Badge>
        <span className={styles.back}>
          <ActionButton id="lead.back" look="quiet" />
        </span>
      </header>
      <div className={styles.column}>
        <Notice>{t("draft.whose", { author })}</Notice>
        <Panel title={t("lead.fields")}>
          {erasure ? <ErasedNotice erasure={erasure} /> : null}
          {erased ? null : <LeadFields fields={fields} />}
          {draft.consent ? <Consent consent={draft.consent} /> : null}
        </Panel>
      </div>
      <div className={styles.column}>
        <Panel title={t("draft.title")}>
          <Facts
            rows={[
              [t("draft.author"), author],
              [t("draft.begun"), when(draft.begunMs)],
              [t("draft.saved"), when(draft.savedMs)],
            ]}
          />
        </Panel>
        {fields?.photo && !erased ? <LeadPhoto card={card} /> : null}
        {draft.mayErase ? <EraseButton card={card} of={inSentence(fields?.company || fields?.person || fields?.phone || "", 80) || t("capture.unknownCompany")} signer={draft.author} /> : null}
      </div>
    </div>
  );
}
