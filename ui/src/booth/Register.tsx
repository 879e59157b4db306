import { useState } from "react";
import { useTranslation } from "react-i18next";

import { openDraft } from "../capture/openDraft";
import deskStyles from "../desk/desk.module.css";
import { ActionButton, Button } from "../design/Button";
import { Badge, Empty, FailureNotice, Notice, RuleChip, Working, partStyles } from "../design/parts";
import { call, failed, failureOf, useCall, useCommand, type BoothRef, type Failure, type ReceptionRow, type RegisterView } from "../host";
import { dayName, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { go } from "../router/route";
import { Said } from "../text/Said";
import { ErasedNotice } from "../leads/ErasedNotice";
import { ask } from "./asked";
import { EraseLine } from "./EraseLine";
import { Scroll } from "./Scroll";
import styles from "./booth.module.css";

/** The register of visitors and calls, and the day's statistic of it (FAIR-20, FAIR-21). */
export function Register({ of }: { of: BoothRef }) {
  const { t } = useTranslation();
  const register = useCall("visitor_register", of, { keep: true });
  const [failure, setFailure] = useState<Failure>();
  const [erasing, setErasing] = useState<ReceptionRow>();
  const view = register.data;
  if (!view) {
    return (
      <>
        <Working on={register.isPending} />
        <FailureNotice failure={failed(register)} />
      </>
    );
  }
  return (
    <Scroll label={t("booth.tab.visitors")}>
      <div className={styles.bar2}>
        {view.mayWrite ? <ActionButton id="booth.visitor" look="primary" /> : null}
        <Statistic view={view} />
        {view.maySign && of.day !== "" ? <Sign of={of} view={view} /> : null}
      </div>
      {view.readsAll ? null : <Notice>{t("booth.visitor.ownOnly")}</Notice>}
      <Signed view={view} />
      <FailureNotice failure={failure} />
      {view.rows.length === 0 ? (
        <Empty>{t("booth.visitor.nothing")}</Empty>
      ) : (
        <table className={deskStyles.table}>
          <caption className={partStyles.hidden}>{t("booth.tab.visitors")}</caption>
          <thead>
            <tr>
              <th>{t("booth.field.came")}</th>
              <th>{t("booth.field.channel")}</th>
              <th>{t("booth.field.name")}</th>
              <th>{t("booth.field.matter")}</th>
              <th>{t("booth.stat.phones")}</th>
              <th>{t("booth.field.firstContact")}</th>
              <th>{t("booth.field.routedTo")}</th>
              <th>{t("booth.acts")}</th>
            </tr>
          </thead>
          <tbody>
            {view.rows.map((row) => (
              <Line key={row.line} row={row} onFailed={setFailure} onErase={view.mayErase ? setErasing : undefined} />
            ))}
          </tbody>
        </table>
      )}
      <EraseLine key={erasing?.line} row={erasing} onClose={() => setErasing(undefined)} />
    </Scroll>
  );
}

const STATISTIC = ["came", "called", "phones", "cards", "routed", "askedAfter"] as const;

function Statistic({ view }: { view: RegisterView }) {
  const { t } = useTranslation();
  return (
    <div className={deskStyles.counters}>
      {STATISTIC.map((name) => (
        <span key={name} className={deskStyles.counter}>
          {t(`booth.stat.${name}`)} <b>{view.counted[name]}</b>
        </span>
      ))}
    </div>
  );
}

function Signed({ view }: { view: RegisterView }) {
  const { t } = useTranslation();
  const words = useWords();
  if (view.day === "") return null;
  if (!view.signed) {
    return (
      <p className={partStyles.muted}>
        {t("booth.notSignedDay")} <RuleChip rule="FAIR-20" />
      </p>
    );
  }
  const { by, atMs, counted } = view.signed;
  return (
    <Notice tone={view.afterSigning > 0 ? "warn" : "good"}>
      {t("booth.signedDay", { by, at: moment(atMs, words.nowMs, words), came: counted.came, called: counted.called })}
      {view.afterSigning > 0 ? ` ${t("booth.afterSigning", { count: view.afterSigning })}` : ""} <RuleChip rule="FAIR-20" />
    </Notice>
  );
}

function Sign({ of, view }: { of: BoothRef; view: RegisterView }) {
  const { t, i18n } = useTranslation();
  const sign = useCommand("visitor_register_sign");
  return (
    <span className={partStyles.line}>
      <Button isPending={sign.isPending} isDisabled={view.signed !== null && view.afterSigning === 0} onPress={() => sign.mutate(of)}>
        {t("booth.signDay", { day: dayName(of.day, i18n.language) })}
      </Button>
      <FailureNotice failure={failed(sign)} />
    </span>
  );
}

interface LineProps {
  row: ReceptionRow;
  onFailed: (failure: Failure | undefined) => void;
  /** For whoever may have its words erased. */
  onErase: ((row: ReceptionRow) => void) | undefined;
}

function Line({ row, onFailed, onErase }: LineProps) {
  const { t } = useTranslation();
  const words = useWords();
  const { input } = row;
  const erased = row.erasure !== null && row.erasure.atMs !== null;
  // One's own may still be a draft: then it goes on in the form.
  const openCard = async (card: string) => {
    if (!row.mine || (await openDraft(card))) go("lead", card);
  };
  const toCard = async () => {
    try {
      const { card } = await call("visitor_lead", { fair: input.fair, entry: row.entry });
      onFailed(await openDraft(card));
    } catch (thrown) {
      onFailed(failureOf(thrown));
    }
  };
  return (
    <tr data-withdrawn={input.withdrawn || undefined} className={styles.line}>
      <td className={styles.nowrap}>{moment(input.cameMs ?? 0, words.nowMs, words)}</td>
      <td>
        <Badge>{t(`booth.channel.${input.channel}`)}</Badge>
      </td>
      <td>
        <Said text={input.name} max={40} empty={erased ? t("leads.erased") : "—"} />
        {input.company ? (
          <span className={styles.sub}>
            <Said text={input.company} max={60} />
          </span>
        ) : null}
      </td>
      <td>
        {row.erasure ? <ErasedNotice erasure={row.erasure} /> : <Said text={input.matter || input.needs || "—"} max={120} />}
        <span className={styles.marks}>
          {input.withdrawn ? <Badge>{t("booth.withdrawn")}</Badge> : null}
          {row.late ? <Badge tone="warn">{t("booth.late")}</Badge> : null}
          {row.afterSigning ? <Badge tone="warn">{t("booth.afterSign")}</Badge> : null}
          {input.answer ? <Badge tone="good">{t("booth.stat.askedAfter")}</Badge> : null}
        </span>
      </td>
      <td>{t(row.phoneLeft ? "booth.yes" : "booth.no")}</td>
      <td>{row.firstContact}</td>
      <td>{row.routedTo || "—"}</td>
      <td className={styles.nowrap}>
        {row.mine && !input.withdrawn && !erased ? (
          <Button small look="quiet" onPress={() => ask({ form: "reception", fair: input.fair, row })}>
            {t("booth.edit")}
          </Button>
        ) : null}
        {row.card ? (
          <Button small look="quiet" onPress={() => void openCard(row.card ?? "")}>
            {t("booth.visitor.openCard")}
          </Button>
        ) : row.mine && !input.withdrawn && !erased ? (
          <Button small look="quiet" onPress={() => void toCard()}>
            {t("booth.visitor.toCard")}
          </Button>
        ) : null}
        {onErase && !row.erasure ? (
          <Button small look="quiet" onPress={() => onErase(row)}>
            {t("booth.visitor.erase")}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
