/** The forms in the order of a fair, what each asks for, and for whom it is. */
export const FORMS = {
  e1: { day: false, person: false, leads: false },
  e3: { day: true, person: true, leads: false },
  e4: { day: true, person: false, leads: true },
  e5: { day: false, person: false, leads: false },
  e6: { day: false, person: false, leads: false },
  e7: { day: false, person: false, leads: false },
  e8: { day: false, person: false, leads: true },
  e9: { day: false, person: false, leads: true },
  e10: { day: false, person: false, leads: false },
  e11: { day: false, person: false, leads: true },
  e12: { day: true, person: false, leads: false },
  kpi1: { day: false, person: false, leads: false },
} as const;

export type Form = keyof typeof FORMS;

/** Those that somebody is offered: whoever answers for a fair begins with its day package, others with their day's list. */
export function forms(leads: boolean): Form[] {
  const first: Form = leads ? "e4" : "e3";
  const all = (Object.keys(FORMS) as Form[]).filter((form) => leads || !FORMS[form].leads);
  return [first, ...all.filter((form) => form !== first)];
}

/** Those of a fair that somebody prepares and takes no part in: the hand-over, and marketing's score. */
export const PREPARING: readonly Form[] = ["e1", "e10"];
