import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import { TextArea } from "../design/Field";
import { FailureNotice, Notice, partStyles } from "../design/parts";
import { call, failureOf, invalidateTopics, type Failure, type NoteFieldView } from "../host";
import { isTyping } from "../keyboard/ime";
import { useOnLeaving } from "../shell/useOnLeaving";
import { offerUndo } from "../undo/undo";
import { NoteKeeper } from "./NoteKeeper";
import { NoteTexts } from "./NoteTexts";
import { marks } from "./notes";

interface Props {
  card: string;
  /** For whom: the class of the document. */
  whose: string;
  field: NoteFieldView;
  label: string;
  begun: string;
  /** What was typed and not saved when the window closed. */
  unfinished: boolean;
  onDone: () => void;
  /** What was given up is to be written after all. */
  onAgain: (text: string) => void;
}

/** One field, being written. What is typed is on disk a moment later; what is saved replaces only what was seen. */
export function NoteEditor({ card, whose, field, label, begun, unfinished, onDone, onAgain }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState(begun);
  // What stood there when writing began. Of what was begun in another window nobody knows.
  const [seen, setSeen] = useState(unfinished ? null : marks(field.texts));
  const [failure, setFailure] = useState<Failure>();
  const [saving, setSaving] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  const keeper = useKeeper(card, whose, field.name);
  useEffect(() => area.current?.focus(), []);

  const now = marks(field.texts);
  const moved = seen !== null && seen.join() !== now.join();
  const save = async () => {
    if (saving) return;
    setSaving(true);
    try {
      await keeper.after(() => call("note_edit", { card, class: whose, fields: { [field.name]: text }, seen: { [field.name]: seen ?? now } }));
      onDone();
    } catch (thrown) {
      const failed = failureOf(thrown);
      setFailure(failed);
      // From now on both are on the screen, and saving once more is a choice.
      if (failed.code === "note.changed") setSeen(null);
      invalidateTopics(["leads"]);
      setSaving(false);
    }
  };
  const giveUp = () => {
    const gone = keeper.forget().then(onDone);
    if (text === begun && !unfinished) return;
    // Offered at once: whoever takes it back faster than the disk forgets is heard too.
    offerUndo({ text: t("undo.noteGivenUp", { field: label }), undo: () => void gone.then(() => keepAgain(text)) });
  };
  /** Half written again, on the disk first: also where the page was left meanwhile. */
  const keepAgain = async (written: string) => {
    await call("note_autosave", { card, class: whose, field: field.name, text: written });
    onAgain(written);
    invalidateTopics(["leads"]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTyping(event.nativeEvent)) return;
    if (event.key === "Enter" && event.ctrlKey) {
      event.preventDefault();
      void save();
    }
    if (event.key !== "Escape") return;
    // What is typed is not given up by a key that also leaves the page.
    event.preventDefault();
    event.stopPropagation();
    if (text === begun && !unfinished) giveUp();
  };
  return (
    <div className={partStyles.stack} onKeyDown={onKeyDown}>
      {moved || seen === null ? <NoteTexts texts={field.texts} /> : null}
      {moved ? <Notice tone="warn">{t("notes.moved")}</Notice> : null}
      {unfinished ? <Notice>{t("notes.unfinished")}</Notice> : null}
      <TextArea
        ref={area}
        label={label}
        value={text}
        rows={Math.min(8, Math.max(2, text.split("\n").length + 1))}
        onChange={(typed) => {
          setText(typed);
          keeper.typed(typed);
        }}
      />
      <FailureNotice failure={failure} />
      <div className={partStyles.line}>
        <Button look="primary" small isPending={saving} onPress={() => void save()}>
          {t("notes.save")} <Key of="Ctrl+Enter" />
        </Button>
        <Button look="quiet" small onPress={giveUp}>
          {t("notes.giveUp")}
        </Button>
      </div>
    </div>
  );
}

/** Keeps what is typed, also when the page or the window goes away. */
function useKeeper(card: string, whose: string, field: string): NoteKeeper {
  const keeper = useMemo(() => new NoteKeeper((text) => call("note_autosave", { card, class: whose, field, text })), [card, whose, field]);
  useOnLeaving(useCallback(() => void keeper.flush(), [keeper]));
  // The page is asked for again, and should show what is half written.
  useEffect(() => () => invalidateTopics(["leads"]), [keeper]);
  return keeper;
}
