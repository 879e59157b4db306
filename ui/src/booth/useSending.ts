import { useState, type FormEvent, type KeyboardEvent } from "react";

import { failureOf, type Failure } from "../host";
import { isTyping } from "../keyboard/ime";

/** Sending a form once: by its button, by Enter in a line, or by Ctrl+Enter anywhere in it. */
export function useSending(send: () => Promise<void>) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const run = () => {
    if (pending) return;
    setPending(true);
    setFailure(undefined);
    send()
      .catch((thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setPending(false));
  };
  return {
    pending,
    failure,
    onSubmit: (event: FormEvent) => {
      event.preventDefault();
      run();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== "Enter" || isTyping(event.nativeEvent)) return;
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      run();
    },
  };
}
