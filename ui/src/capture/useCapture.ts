import { useEffect, useRef, useState, useSyncExternalStore } from "react";

import { useCall, type CardInput, type CardReading, type CaptureView, type Failure } from "../host";
import { useOnLeaving } from "../shell/useOnLeaving";
import { emptyCard, worthComparing } from "./card";
import { captureForm, type FormState } from "./form";

export function useForm(): FormState {
  return useSyncExternalStore(captureForm.subscribe, captureForm.get);
}

/** Puts an unfinished card back, and keeps what is typed when the window goes away. */
export function useKeeping(view: CaptureView | undefined): void {
  useEffect(() => {
    if (view) captureForm.restore(view.unfinished, view.fair);
  }, [view]);
  useOnLeaving(keepForm);
}

function keepForm(): void {
  void captureForm.flush();
}

const DUPLICATES_AFTER_MS = 120;

/** Possible duplicates of the card that is being typed, a moment after the last key. */
export function useDuplicates(input: CardInput) {
  const settled = useSettled(input, DUPLICATES_AFTER_MS);
  const enabled = worthComparing(settled) && worthComparing(input);
  const hints = useCall("duplicates", settled, { enabled, keep: true });
  return enabled ? (hints.data ?? []) : [];
}

const READ_AFTER_MS = 250;

/** What the laptop makes of phone and site, once nothing has been typed for a moment. */
export function useReading(input: CardInput): CardReading | undefined {
  const settled = useSettled(input, READ_AFTER_MS);
  const same = settled.phone === input.phone && settled.site === input.site;
  const asked = settled.phone.trim() !== "" || settled.site.trim() !== "";
  const reading = useCall("card_reading", { ...emptyCard(settled.fair), phone: settled.phone, site: settled.site }, { enabled: asked, keep: true });
  return asked && same ? reading.data : undefined;
}

/** A refusal that names a field is over once that field is typed into. */
export function useCorrected(input: CardInput, failure: Failure | undefined, over: () => void): void {
  const field = failure?.field;
  const value = field && field in input ? String(input[field as keyof CardInput]) : "";
  const refused = useRef<{ failure: Failure | undefined; value: string }>({ failure, value });
  useEffect(() => {
    if (refused.current.failure !== failure) refused.current = { failure, value };
    else if (failure && refused.current.value !== value) over();
  }, [failure, value, over]);
}

export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
