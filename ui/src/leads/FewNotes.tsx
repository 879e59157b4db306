import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { partStyles } from "../design/parts";
import type { NotesView } from "../host";
import { list } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { ConfideDialog } from "./ConfideDialog";
import { NoteSheet } from "./NoteSheet";
import styles from "./notes.module.css";

/** What the person at the desk writes for himself. Who can read it stands beside it before he begins. */
export function PrivateNotes({ sheets }: { sheets: readonly NotesView[] }) {
  const { t } = useTranslation();
  if (sheets.length === 0) return null;
  return (
    <section className={styles.other} aria-label={t("notes.owner")}>
      <Heading title={t("notes.owner")} says={t("notes.ownerReads")} />
      {sheets.map((sheet) => (
        <NoteSheet key={sheet.card} sheet={sheet} />
      ))}
    </section>
  );
}

/** What is said in confidence: his own, and what others let him read. */
export function ConfidentialNotes({ sheets }: { sheets: readonly NotesView[] }) {
  const { t } = useTranslation();
  const words = useWords();
  const [naming, setNaming] = useState<string>();
  if (sheets.length === 0) return null;
  const [first] = sheets;
  const own = first?.mayWrite ? first : undefined;
  const others = sheets.filter((sheet) => sheet !== own);
  const named = (sheet: NotesView) => [
    ...(sheet.authority === "" ? [] : [t("notes.authority", { name: inSentence(sheet.authority, 40) })]),
    ...sheet.readers.map((name) => inSentence(name, 40)),
  ];
  const reads = (sheet: NotesView) =>
    named(sheet).length === 0 ? t("notes.confidentialReads") : t("notes.confidentialReadsToo", { names: list(named(sheet), words.language) });
  return (
    <section className={styles.other} aria-label={t("notes.confidential")}>
      {own ? (
        <Heading title={t("notes.confidential")} says={reads(own)}>
          <Button small onPress={() => setNaming(own.card)}>
            {t("notes.name")}
          </Button>
        </Heading>
      ) : (
        <Heading title={t("notes.confidential")} />
      )}
      {own ? <NoteSheet sheet={own} /> : null}
      {others.map((sheet) => (
        <div key={`${sheet.card} ${sheet.author}`} className={styles.sheets}>
          <p className={partStyles.muted}>
            {t("notes.confidentialBy", { author: inSentence(sheet.author, 40) })} {named(sheet).length === 0 ? null : t("notes.alsoRead", { names: list(named(sheet), words.language) })}
          </p>
          <NoteSheet sheet={sheet} />
        </div>
      ))}
      {naming ? <ConfideDialog card={naming} onClose={() => setNaming(undefined)} /> : null}
    </section>
  );
}

function Heading({ title, says, children }: { title: string; says?: string; children?: React.ReactNode }) {
  return (
    <div className={styles.heading}>
      <h3>{title}</h3>
      {says ? <span className={partStyles.muted}>{says}</span> : null}
      {children}
    </div>
  );
}
