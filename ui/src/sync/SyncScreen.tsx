import { useTranslation } from "react-i18next";

import styles from "../desk/desk.module.css";
import { TakeFile } from "../desk/TakeFile";
import { Empty, Facts, FailureNotice, Panel, Working, partStyles } from "../design/parts";
import { failed, useCall, type QuarantineRow, type SyncPageView } from "../host";
import { duration } from "../i18n/duration";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useSession } from "../shell/session";
import { safeText } from "../text/safe";
import { Earlier } from "./Earlier";
import { LetGo } from "./LetGo";
import { lineText } from "./line";
import { Passphrase } from "./Passphrase";
import { useLine, type Watched } from "./useLine";
import { why } from "./why";

/** What has not left this laptop, and why. */
export function SyncScreen() {
  const { t } = useTranslation();
  const page = useCall("sync_page", null);
  const line = useLine();
  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        <h1>{t("desk.sync")}</h1>
      </div>
      <Working on={page.isPending} />
      <FailureNotice failure={failed(page)} />
      {page.data ? (
        <div className={styles.columns}>
          <div className={partStyles.stack}>
            {page.data.letGo ? <LetGo key={page.data.letGo.asked.through} view={page.data.letGo} /> : null}
            <Unsent page={page.data} line={line} />
            <Earlier />
            <Quarantined rows={page.data.quarantined} />
          </div>
          <div className={partStyles.stack}>
            <Contact page={page.data} />
            <TakeFile />
            <Passphrase />
          </div>
        </div>
      ) : null}
    </div>
  );
}

function Unsent({ page, line: { view, silentMs } }: { page: SyncPageView; line: Watched }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Panel title={t("syncPage.unsent")}>
      {view ? <p>{lineText(view, words, silentMs)}</p> : null}
      <p className={partStyles.strong}>{t(`syncPage.why.${why(page, view)}`)}</p>
      <Facts
        rows={[
          [t("syncPage.unsentRecords"), page.unsent],
          [t("syncPage.unsentCards"), page.unsentCards],
          [t("syncPage.carried"), page.carried],
          [t("syncPage.records"), page.records],
        ]}
      />
      <p className={partStyles.muted}>{t("syncPage.safe")}</p>
    </Panel>
  );
}

function Contact({ page }: { page: SyncPageView }) {
  const { t } = useTranslation();
  const { leaseUntilMs, revokedMs } = useSession();
  const words = useWords();
  const off = page.clockOffMs;
  const clock =
    off === null
      ? t("syncPage.clockUnknown")
      : Math.abs(off) < 2000
        ? t("syncPage.clockRight")
        : t(off > 0 ? "syncPage.clockFast" : "syncPage.clockSlow", { by: duration(off, t) });
  return (
    <Panel title={t("syncPage.contact")}>
      <Facts
        rows={[
          [t("syncPage.server"), safeText(page.server) || "—"],
          [t("syncPage.last"), page.lastServerMs === null ? t("sync.never") : moment(page.lastServerMs, words.nowMs, words)],
          [t("syncPage.clock"), clock],
          [t("lease.title"), revokedMs === null ? t("lease.until", { at: moment(leaseUntilMs, words.nowMs, words) }) : t("lease.gone")],
        ]}
      />
    </Panel>
  );
}

function Quarantined({ rows }: { rows: readonly QuarantineRow[] }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <Panel title={t("syncPage.quarantine", { count: rows.length })}>
      {rows.length === 0 ? <Empty>{t("syncPage.noQuarantine")}</Empty> : null}
      <ul className={partStyles.stack}>
        {rows.map((row, index) => (
          <li key={index}>
            <time className={partStyles.muted}>{moment(row.atMs, words.nowMs, words)}</time>{" "}
            {t(`quarantine.${row.code}`, { defaultValue: t("quarantine.other", { code: row.code }) })}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
