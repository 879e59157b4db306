import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Key } from "../design/Button";
import { Panel, partStyles } from "../design/parts";
import type { NotesView } from "../host";
import { keyOf, useAction } from "../keyboard/useAction";
import { inSentence } from "../text/safe";
import { ConfidentialNotes, PrivateNotes } from "./FewNotes";
import { NoteSheet } from "./NoteSheet";
import styles from "./notes.module.css";

/** What people write beside the cards of a customer, by who can read it. Nothing of it decides whose the
 * customer is. */
export function Notes({ notes }: { notes: readonly NotesView[] }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDivElement>(null);
  useAction("lead.note", () => box.current?.querySelector<HTMLElement>('[data-note="first"]')?.focus());
  const of = (name: string) => notes.filter((sheet) => sheet.class === name);
  // Nothing is written, and nothing may be: there is nothing to show.
  const few = (name: string) => of(name).filter((sheet) => sheet.mayWrite || !isBlank(sheet));
  const [own, ...rest] = of("shared");
  const others = rest.filter((sheet) => sheet.fields.length > 0 || Object.keys(sheet.unfinished).length > 0);
  const shared = own !== undefined && (own.mayWrite || !isBlank(own) || others.length > 0);
  if (!shared && few("owner").length === 0 && few("confidential").length === 0) return null;
  return (
    <Panel title={t("notes.title")} side={<Key of={keyOf("lead.note")} />}>
      <div ref={box} className={styles.sheets}>
        {shared ? (
          <section className={styles.sheets} aria-label={t("notes.shared")}>
            <div className={styles.heading}>
              <h3>{t("notes.shared")}</h3>
              <span className={partStyles.muted}>{t("notes.sharedReads")}</span>
            </div>
            <NoteSheet sheet={own} first />
          </section>
        ) : null}
        {others.map((sheet) => (
          <section key={sheet.card} className={styles.other}>
            <h3>{t("notes.ofCard", { signer: inSentence(sheet.signer, 40) })}</h3>
            <NoteSheet sheet={sheet} />
          </section>
        ))}
        <PrivateNotes sheets={few("owner")} />
        <ConfidentialNotes sheets={few("confidential")} />
      </div>
    </Panel>
  );
}

function isBlank(sheet: NotesView): boolean {
  return sheet.fields.length === 0 && sheet.setAside.length === 0 && sheet.waiting === 0 && Object.keys(sheet.unfinished).length === 0;
}
