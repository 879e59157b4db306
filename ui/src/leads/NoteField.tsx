import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Notice, partStyles } from "../design/parts";
import { failed, useCommand, type NoteFieldView, type NotesView, type NoteTextView } from "../host";
import { inSentence } from "../text/safe";
import { NoteEditor } from "./NoteEditor";
import { NoteTexts } from "./NoteTexts";
import { isOpen, marks, together } from "./notes";
import styles from "./notes.module.css";

interface Props {
  sheet: NotesView;
  field: NoteFieldView;
  unfinished: string | undefined;
  /** Whether the key for writing begins here. */
  first: boolean;
}

/** One free field: read, written in place, or chosen among what several wrote. */
export function NoteField({ sheet, field, unfinished, first }: Props) {
  const { t } = useTranslation();
  const { card, class: whose, mayWrite } = sheet;
  const [begun, setBegun] = useState<string | undefined>(unfinished);
  const [written, setWritten] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const choose = useCommand("note_edit");
  const name = t(`field.${field.name}`, { defaultValue: inSentence(field.name, 40) });
  // Who can read it is said where it is typed.
  const label = whose === "shared" ? name : t("notes.fieldOf", { field: name, whose: t(`notes.${whose}`) });
  const open = isOpen(field);
  const way = open ? "together" : field.texts.length > 0 ? "edit" : "write";
  // After the last word the focus is where one can go on, not lost with the field.
  useEffect(() => {
    if (written && begun === undefined) button.current?.focus();
  }, [written, begun]);
  const done = () => {
    setWritten(true);
    setBegun(undefined);
  };
  const take = (one: NoteTextView) =>
    choose.mutate({ card, class: whose, fields: { [field.name]: one.text }, seen: { [field.name]: marks(field.texts) } }, { onSuccess: () => button.current?.focus() });
  if (begun !== undefined)
    return <NoteEditor card={card} whose={whose} field={field} label={label} begun={begun} unfinished={unfinished === begun && !written} onDone={done} onAgain={setBegun} />;
  return (
    <div className={styles.field} data-empty={way === "write" || undefined} role="group" aria-label={label}>
      <span className={partStyles.muted}>{name}</span>
      <div className={partStyles.stack}>
        {open ? <Notice tone="warn">{t("notes.several", { count: field.texts.length })}</Notice> : null}
        {field.texts.length > 0 ? <NoteTexts texts={field.texts} onChoose={open && mayWrite ? take : undefined} /> : null}
        <FailureNotice failure={failed(choose)} />
      </div>
      {mayWrite ? (
        <Button
          ref={button}
          look="quiet"
          small
          data-note={first ? "first" : undefined}
          aria-label={t(`notes.${way}Of`, { field: label })}
          onPress={() => setBegun(together(field.texts))}
        >
          {t(`notes.${way}`)}
        </Button>
      ) : null}
    </div>
  );
}
