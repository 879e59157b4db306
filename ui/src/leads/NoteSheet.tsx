import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import type { NotesView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { NoteField } from "./NoteField";
import { FEW, USUAL, allFields } from "./notes";
import styles from "./notes.module.css";

/** What is written in one place beside one card: a line each, and in one line what may still be written. */
export function NoteSheet({ sheet, first = false }: { sheet: NotesView; first?: boolean }) {
  const { t } = useTranslation();
  const words = useWords();
  const asks = sheet.mayWrite && (first || sheet.class !== "shared");
  const all = asks ? allFields(sheet.fields, sheet.class === "shared" ? USUAL : FEW) : sheet.fields;
  // What is written stands first, a line each; what may be written follows in one line.
  const fields = [...all.filter((field) => field.texts.length > 0), ...all.filter((field) => field.texts.length === 0)];
  return (
    <div className={styles.sheet}>
      {fields.map((field, index) => (
        <NoteField
          key={`${sheet.card} ${sheet.class} ${sheet.author} ${field.name}`}
          sheet={sheet}
          field={field}
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
