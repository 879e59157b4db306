import { useCallback, useEffect, useRef, useState, type RefObject } from "react";
import { useTranslation } from "react-i18next";

import { FailureNotice, partStyles } from "../design/parts";
import { failed, useCall, type Failure } from "../host";
import { useAction } from "../keyboard/useAction";
import { registerNumber } from "../leads/register";
import { Said } from "../text/Said";
import { useSession } from "../shell/session";
import { SpokeWith } from "../visitor/SpokeWith";
import { VisitorForm } from "../visitor/VisitorForm";
import { CardForm, type CardFormHandle } from "./CardForm";
import styles from "./capture.module.css";
import { onEnter, type Mandatory } from "./card";
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
  useCorrected(input, failure, () => setFailure(undefined));

  const tell = useCallback((outcome: Outcome, missing: readonly Mandatory[]) => {
    if (!outcome.ok) {
      setFailure(outcome.failure);
      setSaved(undefined);
      form.current?.focus(outcome.failure.field ?? "company");
      return;
    }
    setFailure(undefined);
    setSaved({ register: outcome.signed.register, laptop: outcome.signed.laptop, company: outcome.input.company, missing, at: Date.now() });
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
    const outcome = await captureForm.next();
    if (outcome) tell(outcome, []);
    form.current?.focus("company");
  }, [tell]);

  useAction("capture.draft", () => void keepDraft());
  useAction("capture.next", () => void next());
  // The key of this desk, pressed on it: back to the card, from wherever the focus went.
  useAction("go.capture", () => form.current?.focusFirstEmpty());
  const fair = session.fairs.find((one) => one.id === (input.fair ?? view.data?.fair));

  return (
    <div className={styles.screen}>
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
        <CardForm ref={form} input={input} reading={reading} matters={view.data?.matters ?? []} onEnter={() => void enter()} />
        <Saved saved={saved} pending={pending > 0} kept={kept} gone={gone} onSign={() => void enter()} />
        <FailureNotice failure={failure} />
        <StuckCards stuck={stuck} />
      </div>
      <div className={styles.right}>
        <Duplicates hints={hints} />
        <TodayList onOpened={() => form.current?.focusFirstEmpty()} onFailed={setFailure} />
      </div>
    </div>
  );
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
