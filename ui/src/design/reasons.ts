/** Reasons that were typed into a dialog and not given, until the workspace is closed. */
const typed = new Map<string, string>();

export const reasons = {
  of: (what: string): string => typed.get(what) ?? "",
  keep: (what: string, reason: string): void => {
    if (reason === "") typed.delete(what);
    else typed.set(what, reason);
  },
  forget: (what: string): void => {
    typed.delete(what);
  },
  forgetAll: (): void => typed.clear(),
};
