import { useEffect, useState, useSyncExternalStore } from "react";

import { useCall, type CardInput, type CaptureView } from "../host";
import { worthComparing } from "./card";
import { captureForm, type FormState } from "./form";

export function useForm(): FormState {
  return useSyncExternalStore(captureForm.subscribe, captureForm.get);
}

/** Puts an unfinished card back, and keeps what is typed when the window goes away. */
export function useKeeping(view: CaptureView | undefined): void {
  useEffect(() => {
    if (view) captureForm.restore(view.unfinished, view.fair);
  }, [view]);
  useEffect(() => {
    const keep = () => void captureForm.flush();
    window.addEventListener("pagehide", keep);
    document.addEventListener("visibilitychange", keep);
    return () => {
      keep();
      window.removeEventListener("pagehide", keep);
      document.removeEventListener("visibilitychange", keep);
    };
  }, []);
}

const DUPLICATES_AFTER_MS = 120;

/** Possible duplicates of the card that is being typed, a moment after the last key. */
export function useDuplicates(input: CardInput) {
  const settled = useSettled(input, DUPLICATES_AFTER_MS);
  const enabled = worthComparing(settled) && worthComparing(input);
  const hints = useCall("duplicates", settled, { enabled, keep: true });
  return enabled ? (hints.data ?? []) : [];
}

export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}
