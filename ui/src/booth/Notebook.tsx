import { useTranslation } from "react-i18next";

import { ActionButton, Button } from "../design/Button";
import { Badge, Empty, FailureNotice, Notice, Working, partStyles, type Tone } from "../design/parts";
import { failed, useCall, useCommand, type RivalRow, type RivalText } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { Said } from "../text/Said";
import { ask } from "./asked";
import { Collectors } from "./Dashboard";
import { RivalPhoto } from "./RivalPhoto";
import { Scroll } from "./Scroll";
import styles from "./booth.module.css";

export const BASIS_TONES: Record<string, Tone> = { seen: "good", inferred: "plain", heard: "warn" };

/** The notebook about rivals (FAIR-12). */
export function Notebook({ fair }: { fair: string }) {
  const { t, i18n } = useTranslation();
  const notebook = useCall("rival_notebook", { fair, day: "" });
  const view = notebook.data;
  if (!view) {
    return (
      <>
        <Working on={notebook.isPending} />
        <FailureNotice failure={failed(notebook)} />
      </>
    );
  }
  return (
    <Scroll label={t("booth.tab.rivals")}>
      <div className={styles.bar2}>
        {view.mayWrite ? <ActionButton id="booth.rival" look="primary" /> : null}
        <Collectors names={view.collectors} language={i18n.language} />
      </div>
      {view.readsAll ? null : <Notice>{t("booth.rival.ownOnly")}</Notice>}
      {view.rows.length === 0 ? <Empty>{t(view.mayWrite ? "booth.rival.nothing" : "booth.rival.none")}</Empty> : null}
      <ul className={styles.entries}>
        {view.rows.map((row) => (
          <Entry key={`${row.by}/${row.entry}`} fair={fair} row={row} />
        ))}
      </ul>
    </Scroll>
  );
}

function Entry({ fair, row }: { fair: string; row: RivalRow }) {
  const { t } = useTranslation();
  const words = useWords();
  const note = useCommand("rival_note");
  const { now } = row;
  const withdraw = (withdrawn: boolean) => {
    const { topic, basis, rival, what, evidence, photo } = now;
    note.mutate({ fair, entry: row.entry, topic, basis, rival, what, evidence, photo, withdrawn });
  };
  return (
    <li className={styles.entry} data-withdrawn={now.withdrawn || undefined}>
      <div className={styles.entryHead}>
        <strong>{now.rival ? <Said text={now.rival} max={60} /> : t("booth.erased")}</strong>
        <Badge tone="accent">{t(`booth.topic.${now.topic}`)}</Badge>
        <Badge tone={BASIS_TONES[now.basis] ?? "plain"}>{t(`booth.basis.${now.basis}`)}</Badge>
        {now.withdrawn ? <Badge>{t("booth.withdrawn")}</Badge> : null}
        <span className={partStyles.muted}>
          {row.by} · {moment(row.begunMs, words.nowMs, words)}
        </span>
        {row.mine ? (
          <span className={styles.acts}>
            {now.withdrawn ? null : (
              <Button small look="quiet" onPress={() => ask({ form: "rival", fair, row })}>
                {t("booth.edit")}
              </Button>
            )}
            <Button small look="quiet" isDisabled={note.isPending} onPress={() => withdraw(!now.withdrawn)}>
              {t(now.withdrawn ? "booth.restore" : "booth.withdraw")}
            </Button>
          </span>
        ) : null}
      </div>
      <Words text={now} />
      <RivalPhoto fair={fair} entry={row.entry} hash={now.photo} />
      <FailureNotice failure={failed(note)} />
      {row.earlier.length > 0 ? (
        <details>
          <summary className={partStyles.muted}>{t("booth.earlier", { count: row.earlier.length })}</summary>
          {row.earlier.map((text) => (
            <div key={text.atMs} className={styles.earlier}>
              <span className={partStyles.muted}>
                {moment(text.atMs, words.nowMs, words)} · {t(`booth.topic.${text.topic}`)} · {t(`booth.basis.${text.basis}`)}
              </span>
              <Words text={text} />
              <RivalPhoto fair={fair} entry={row.entry} hash={text.photo} />
            </div>
          ))}
        </details>
      ) : null}
    </li>
  );
}

function Words({ text }: { text: RivalText }) {
  const { t } = useTranslation();
  return (
    <>
      <p className={styles.words}>
        <Said text={text.what} max={2000} />
      </p>
      {text.evidence ? (
        <p className={partStyles.muted}>
          {t("booth.rival.evidence")}：<Said text={text.evidence} max={500} />
        </p>
      ) : null}
    </>
  );
}
