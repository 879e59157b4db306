import type { TFunction } from "i18next";
import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { FailureNotice, partStyles } from "../design/parts";
import { useDrop } from "../design/useDrop";
import { failed, useCall, type CardInput, type Failure } from "../host";
import { useAction } from "../keyboard/useAction";
import { registerNumber } from "../leads/register";
import { PhotoPanel, photosOf } from "../photos/PhotoPanel";
import photoStyles from "../photos/photos.module.css";
import { useReadingOf } from "../photos/useReading";
import { useTaking } from "../photos/useTaking";
import { go } from "../router/route";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";
import { offerUndo } from "../undo/undo";
import { SpokeWith } from "../visitor/SpokeWith";
import { VisitorForm } from "../visitor/VisitorForm";
import { CardForm, type CardFormHandle } from "./CardForm";
import styles from "./capture.module.css";
import { isBlank, onEnter, type Mandatory } from "./card";
import { Duplicates } from "./Duplicates";
import { captureForm, type Outcome } from "./form";
import { Saved, type LastSaved } from "./Saved";
import { StuckCards } from "./StuckCards";
import { TodayList } from "./TodayList";
import { useCorrected, useDuplicates, useForm, useKeeping, useReading } from "./useCapture";

export function CaptureScreen() {
  const { t } = useTranslation();
  const session = useSession();
  const view = useCall("capture_view", null);
  useKeeping(view.data);
  const { input, pending, stuck, kept, gone } = useForm();
  const hints = useDuplicates(input);
  const form = useRef<CardFormHandle>(null);
  const [saved, setSaved] = useState<LastSaved>();
  const [failure, setFailure] = useState<Failure>();
  useFirstFocus(form, view.data !== undefined);
  const reading = useReading(input);
  const [field, setField] = useState("");
  const taking = useTaking();
  const { "data-over": over, ...drop } = useDrop((files) => void taking.take(photosOf(files)));
  const photo = useReadingOf(input.photo);
  const read = photo.view?.fields;
  useEffect(() => {
    if (input.photo && read) captureForm.suggest(input.photo.hash, read);
  }, [input.photo, read]);
  useCorrected(input, failure, () => setFailure(undefined));

  const tell = useCallback((outcome: Outcome, missing: readonly Mandatory[]) => {
    if (!outcome.ok) {
      setFailure(outcome.failure);
      setSaved(undefined);
      form.current?.focus(outcome.failure.field ?? "company");
      return;
    }
    setFailure(undefined);
    setSaved({ card: outcome.signed.card, register: outcome.signed.register, laptop: outcome.signed.laptop, company: outcome.input.company, missing, at: Date.now() });
  }, []);

  const enter = useCallback(async () => {
    const { input } = captureForm.get();
    const what = onEnter(input);
    setSaved(undefined);
    if (what.act === "nothing") {
      setFailure({ code: "card.blank", field: "company", args: {} });
      return form.current?.focus("company");
    }
    if (what.act === "draft") {
      form.current?.focus(what.missing[0] ?? "company");
      return tell(await captureForm.draft(), what.missing);
    }
    const signing = captureForm.sign();
    form.current?.focus("company");
    tell(await signing, []);
  }, [tell]);

  const keepDraft = useCallback(async () => {
    const what = onEnter(captureForm.get().input);
    if (what.act !== "nothing") tell(await captureForm.draft(), what.act === "draft" ? what.missing : []);
  }, [tell]);

  const next = useCallback(async () => {
    const { input } = captureForm.get();
    const outcome = await captureForm.next();
    if (outcome) tell(outcome, []);
    if (outcome?.ok) offerUndo({ text: t("undo.kept", { company: nameOf(input, t) }), undo: () => void putBack({ ...input, card: outcome.signed.card }) });
    form.current?.focus("company");
  }, [tell, t]);

  const clear = useCallback(async () => {
    const before = await captureForm.clear();
    form.current?.focus("company");
    if (before) offerUndo({ text: t(before.card === null ? "undo.cleared" : "undo.kept", { company: nameOf(before, t) }), undo: () => void putBack(before) });
  }, [t]);

  const step = (take: () => string[]) => {
    const [first] = take();
    if (first) form.current?.focus(first);
  };

  useAction("capture.sign", () => void enter());
  useAction("capture.draft", () => void keepDraft());
  useAction("capture.next", () => void next());
  useAction("capture.clear", () => void clear(), !isBlank(input));
  useAction("capture.undo", () => step(() => captureForm.undo()), captureForm.history.canUndo);
  useAction("capture.redo", () => step(() => captureForm.redo()), captureForm.history.canRedo);
  // The key of this desk, pressed on it: back to the card, from wherever the focus went.
  useAction("go.capture", () => form.current?.focusFirstEmpty());
  const fair = session.fairs.find((one) => one.id === (input.fair ?? view.data?.fair));

  return (
    <div className={`${styles.screen} ${over ? photoStyles.over : ""}`} {...drop}>
      <div className={styles.left}>
        <header className={styles.head}>
          <h1>{t("capture.title")}</h1>
          <span className={partStyles.muted}>
            {fair ? <Said text={fair.name} max={60} /> : t("capture.noFair")}
            {view.data ? ` · ${t("capture.nextRegister", { number: registerNumber({ register: view.data.nextRegister, laptop: view.data.laptop }) })}` : ""}
          </span>
          <VisitorForm />
        </header>
        <FailureNotice failure={failed(view)} />
        <SpokeWith input={input} />
        <CardForm ref={form} input={input} reading={reading} matters={view.data?.matters ?? []} read={read ?? []} onField={setField} onEnter={() => void enter()} />
        <Saved saved={saved} pending={pending > 0} kept={kept} gone={gone} onSign={() => void enter()} />
        <FailureNotice failure={failure} />
        <StuckCards stuck={stuck} />
      </div>
      <div className={styles.right}>
        <PhotoPanel input={input} taking={taking} reading={photo.view} field={field} onStop={photo.stop} onAgain={photo.again} />
        <Duplicates hints={hints} />
        <TodayList onOpened={() => form.current?.focusFirstEmpty()} onFailed={setFailure} />
      </div>
    </div>
  );
}

const nameOf = (input: CardInput, t: TFunction) => inSentence(input.company, 60) || t("capture.unknownCompany");

/** A card that was put away stands in the form again; what is there meanwhile is kept as a draft first. */
async function putBack(card: CardInput): Promise<void> {
  const kept = await captureForm.open(card);
  if (!kept || kept.ok) go("capture");
}

/**
 * The cursor stands in a field from the first moment, and in the first empty one once a card came back;
 * but it is not taken away from whoever has begun to type meanwhile.
 */
function useFirstFocus(form: RefObject<CardFormHandle | null>, ready: boolean): void {
  const untouched = useRef(true);
  useEffect(() => {
    const typed = () => {
      untouched.current = false;
    };
    window.addEventListener("input", typed, { capture: true });
    return () => window.removeEventListener("input", typed, { capture: true });
  }, []);
  useEffect(() => {
    if (untouched.current) form.current?.focusFirstEmpty();
  }, [form, ready]);
}
