import { useTranslation } from "react-i18next";

import { Badge, FailureNotice, Notice, partStyles } from "../design/parts";
import { failed, useCall, type BookChange, type BookRef, type BookStand, type BookVersion } from "../host";
import { fullDay, list, time } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence, safeText } from "../text/safe";
import styles from "./book.module.css";

/** Who changed something last, and whether it counts already. */
export function Stand({ stand }: { stand: BookStand }) {
  const { t } = useTranslation();
  const words = useWords();
  if (stand.waits) return <Notice tone="warn">{t("book.waitsExplain")}</Notice>;
  if (stand.unseen.length > 0) {
    return <Notice tone="warn">{t("book.unseen", { by: inSentence(stand.by, 40), others: list([...new Set(stand.unseen)], words.language) })}</Notice>;
  }
  return null;
}

/** A mark in a list: it waits, or somebody's change was not seen. */
export function StandMark({ stand }: { stand: BookStand }) {
  const { t } = useTranslation();
  if (stand.waits) return <Badge tone="warn">{t("book.waits")}</Badge>;
  if (stand.unseen.length > 0) return <Badge tone="warn">{t("book.overlooked")}</Badge>;
  return null;
}

/** Every version of something, the newest first: who changed what from when. */
export function Versions({ of, stand }: { of: BookRef; stand: BookStand }) {
  const { t } = useTranslation();
  const history = useCall("book_history", of);
  return (
    <div className={partStyles.stack}>
      <h3>{t("book.history")}</h3>
      <Stand stand={stand} />
      <FailureNotice failure={failed(history)} />
      {history.data?.length === 0 ? <p className={partStyles.muted}>{t("book.never")}</p> : null}
      <ol className={styles.history}>
        {(history.data ?? []).map((version, index, all) => (
          <Version key={version.record} version={version} first={index === all.length - 1} />
        ))}
      </ol>
    </div>
  );
}

function Version({ version, first }: { version: BookVersion; first: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const at = version.fromMs ?? version.signedMs;
  const when = `${fullDay(at, words)} ${time(at, words)}`;
  return (
    <li className={styles.version} data-waits={version.fromMs === null}>
      <p className={partStyles.line}>
        <span className={partStyles.strong}>{version.by ? safeText(version.by, 40) : t("book.founding")}</span>
        <span className={`${partStyles.muted} ${partStyles.small}`}>{version.fromMs === null ? t("book.written", { when }) : t("book.since", { when })}</span>
        {version.fromMs === null ? <Badge tone="warn">{t("book.waits")}</Badge> : null}
      </p>
      {version.unseen.length > 0 ? (
        <p className={partStyles.small}>{t("book.notSeen", { others: list([...new Set(version.unseen)], words.language) })}</p>
      ) : null}
      {first && version.by === "" ? null : (
        <ul className={partStyles.small}>
          {version.changes.map((change) => (
            <li key={change.field}>
              <ChangeLine change={change} />
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function ChangeLine({ change }: { change: BookChange }) {
  const { t } = useTranslation();
  const words = useWords();
  const said = (values: readonly string[]) => list(values.map((value) => wording(change.field, value, t)), words.language);
  return (
    <>
      <span className={partStyles.muted}>{t(`book.field.${change.field}`)}</span>{" "}
      {change.gone.length > 0 ? <del className={styles.gone}>{said(change.gone)}</del> : null}
      {change.gone.length > 0 && change.new.length > 0 ? " → " : null}
      {change.new.length > 0 ? <ins style={{ textDecoration: "none" }}>{said(change.new)}</ins> : null}
    </>
  );
}

function wording(field: string, value: string, t: (key: string, args?: Record<string, string>) => string): string {
  if (field === "roles") return t(`role.${value}`, { defaultValue: value });
  if (field === "left") return t("book.left");
  return inSentence(value, 60);
}
