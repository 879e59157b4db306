import { call, failureOf, type Failure } from "../host";
import { go } from "../router/route";
import { captureForm } from "./form";

/** One's own draft goes back into the form; a colleague's is read on its page. Returns why not, if it does not work. */
export async function openUnsigned(card: string): Promise<Failure | undefined> {
  const failure = await openDraft(card);
  if (failure?.code !== "lead.unknown") return failure;
  go("lead", card);
  return undefined;
}

/** Takes a draft back into the form, wherever it was seen; returns why not, if it does not work. */
export async function openDraft(card: string): Promise<Failure | undefined> {
  try {
    const { drafts } = await call("capture_view", null);
    const draft = drafts.find((one) => one.card === card);
    if (!draft) return { code: "lead.unknown", args: {} };
    const kept = await captureForm.open(draft);
    if (kept && !kept.ok) return kept.failure;
    go("capture");
    return undefined;
  } catch (thrown) {
    return failureOf(thrown);
  }
}
