import { useTranslation } from "react-i18next";

import { Waiting } from "../corrections/Waiting";
import { Countdown } from "../desk/Countdown";
import styles from "../desk/desk.module.css";
import { TakeFile } from "../desk/TakeFile";
import { Badge, FailureNotice, Notice, Panel, Working, partStyles } from "../design/parts";
import { failed, useCall, type DayView } from "../host";
import { dayName, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { AboutMe } from "../penalties/AboutMe";
import { useSession } from "../shell/session";
import { Changes } from "./Changes";
import { DayCards } from "./DayCards";
import { HandIn } from "./HandIn";
import { Vouching } from "./Vouching";

export function DayScreen() {
  const { t, i18n } = useTranslation();
  const { today } = useSession();
  const day = useCall("day", { day: today });
  return (
    <div className={styles.screen}>
      <header className={styles.head}>
        <h1>{t("day.title", { day: dayName(today, i18n.language) })}</h1>
        {day.data ? <Counters day={day.data} /> : null}
      </header>
      <Working on={day.isPending} />
      <FailureNotice failure={failed(day)} />
      {day.data ? (
        <div className={styles.columns}>
          <div className={partStyles.stack}>
            <Changes changes={day.data.changes} />
            <ToCorrect />
            <AboutMe />
            <DayCards title={t("day.drafts", { count: day.data.drafts.length })} rows={day.data.drafts} empty={t("day.noDrafts")} />
            <DayCards title={t("day.captured", { count: day.data.captured.length })} rows={day.data.captured} empty={t("day.noneCaptured")} />
          </div>
          <div className={partStyles.stack}>
            <Handing day={day.data} />
            <Vouching />
            <TakeFile />
          </div>
        </div>
      ) : null}
    </div>
  );
}

/** How the day is handed in; for whoever has nobody to hand it in to, why not. */
function Handing({ day }: { day: DayView }) {
  const { t } = useTranslation();
  const { fairs, person, revokedMs } = useSession();
  if (revokedMs !== null) return <Notice tone="warn">{t("day.revoked")}</Notice>;
  if (!day.fair) return <Notice>{t("day.noFair")}</Notice>;
  const { fair } = day;
  const own = fairs.find((one) => one.id === fair)?.supervisor === person;
  return own ? <Notice>{t("day.ownFair")}</Notice> : <HandIn day={day} fair={fair} />;
}

function Counters({ day }: { day: DayView }) {
  const { t } = useTranslation();
  const words = useWords();
  const { fairs, person, revokedMs } = useSession();
  const handsIn = revokedMs === null && day.fair !== null && fairs.find((one) => one.id === day.fair)?.supervisor !== person;
  const open = day.notHandedIn > 0;
  return (
    <div className={styles.counters}>
      <span className={styles.counter} data-tone={open ? "warn" : "good"}>
        {t("day.notHandedIn")} <b>{day.notHandedIn}</b>
      </span>
      {!handsIn ? null : day.handedInMs === null ? (
        <Badge tone="warn">{t("day.notStated")}</Badge>
      ) : (
        <Badge tone={day.handedInReceived ? "good" : "plain"}>
          {t(day.handedInReceived ? "day.stated" : "day.waiting", { at: moment(day.handedInMs, words.nowMs, words) })}
        </Badge>
      )}
      {day.handInDueMs === null || !handsIn ? null : <Countdown label={t("due.hand_in")} dueMs={day.handInDueMs} done={!open && day.handedInReceived} />}
    </div>
  );
}

/** Corrections that this person decides, or has asked for; nobody misses what is not there. */
function ToCorrect() {
  const { t } = useTranslation();
  const rows = useCall("corrections", null).data ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title={t("correction.waiting", { count: rows.length })}>
      <Waiting rows={rows} />
    </Panel>
  );
}
