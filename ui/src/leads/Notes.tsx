import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Key } from "../design/Button";
import { Notice, Panel } from "../design/parts";
import type { NotesView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { keyOf, useAction } from "../keyboard/useAction";
import { inSentence } from "../text/safe";
import { NoteField } from "./NoteField";
import { allFields } from "./notes";
import styles from "./notes.module.css";

/** What people write beside the cards of a customer. Nothing of it decides whose the customer is. */
export function Notes({ notes }: { notes: readonly NotesView[] }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useAction("lead.note", () => box.current?.querySelector<HTMLElement>('[data-note="first"]')?.focus());
  const others = notes.slice(1).filter((sheet) => sheet.fields.length > 0 || Object.keys(sheet.unfinished).length > 0);
  const [own] = notes;
  // Nothing is written, and nothing may be: there is nothing to show.
  if (!own || (!own.mayWrite && own.fields.length === 0 && own.setAside.length === 0 && own.waiting === 0 && others.length === 0)) return null;
  return (
    <Panel title={t("notes.title")} side={<Key of={keyOf("lead.note")} />}>
      <div ref={box} className={styles.sheets}>
        <Sheet sheet={own} first />
        {others.map((sheet) => (
          <section key={sheet.card} className={styles.other}>
            <h3>{t("notes.ofCard", { signer: inSentence(sheet.signer, 40) })}</h3>
            <Sheet sheet={sheet} />
          </section>
        ))}
      </div>
    </Panel>
  );
}

function Sheet({ sheet, first = false }: { sheet: NotesView; first?: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const all = first && sheet.mayWrite ? allFields(sheet.fields) : sheet.fields;
  // What is written stands first, a line each; what may be written follows in one line.
  const fields = [...all.filter((field) => field.texts.length > 0), ...all.filter((field) => field.texts.length === 0)];
  return (
    <div className={styles.sheet}>
      {fields.map((field, index) => (
        <NoteField
          key={`${sheet.card} ${field.name}`}
          card={sheet.card}
          field={field}
          mayWrite={sheet.mayWrite}
          unfinished={sheet.unfinished[field.name]}
          first={first && index === 0}
        />
      ))}
      {sheet.waiting > 0 ? <Notice>{t("notes.waiting", { count: sheet.waiting })}</Notice> : null}
      {sheet.setAside.map((one, index) => (
        <Notice key={index} tone="warn">
          {t(`quarantine.${one.code}`, { defaultValue: t("quarantine.other", { code: one.code }) })}{" "}
          {t("notes.by", { by: inSentence(one.by, 40), at: moment(one.atMs, words.nowMs, words) })}
        </Notice>
      ))}
    </div>
  );
}
