import { useTranslation } from "react-i18next";

import { Badge, Notice, partStyles } from "../design/parts";
import type { EveningView, MeetingView } from "../host";
import { moment, time } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useNow } from "../shell/clock";
import wall from "./steps/steps.module.css";
import { left, sealState } from "./sealState";

const SOON_MS = 30 * 60_000;

interface Props {
  view: EveningView;
  meeting: MeetingView;
}

/** What is left until the package must be sealed, to the second; once it is sealed, how it stands. */
export function SealClock({ view, meeting }: Props) {
  const words = useWords();
  const now = useNow(1000);
  const state = sealState(meeting, view.sealDueMs, words);
  if (state) return <Notice tone={state.tone === "accent" ? "plain" : state.tone}>{state.text}</Notice>;
  const rest = view.sealDueMs - now;
  return (
    <div>
      <p className={wall.clock} data-soon={rest < SOON_MS} data-late={rest < 0} role="timer">
        {rest < 0 ? words.t("meeting.clock.over") : left(rest)}
      </p>
      <p>{words.t("meeting.clock.until")}</p>
      <Reminders meeting={meeting} />
    </div>
  );
}

function Reminders({ meeting }: { meeting: MeetingView }) {
  const words = useWords();
  return (
    <p className={partStyles.line}>
      {meeting.remindersMs.map((at) => (
        <Badge key={at} tone={words.nowMs >= at ? "warn" : "plain"}>
          {words.t(words.nowMs >= at ? "meeting.clock.reminded" : "meeting.clock.reminds", { at: time(at, words) })}
        </Badge>
      ))}
    </p>
  );
}

/** One line for the head of the screen: a reminder from 22:00 on while nothing is sealed (D4), and how a sealed package stands. */
export function SealLine({ view, meeting }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  // Whether it was sent is known on the laptop that sends it.
  const sealed = meeting.seals.at(-1);
  if (sealed && !view.supervisor) return <Badge>{t("meeting.sealState.sealed", { at: moment(sealed.atMs, words.nowMs, words) })}</Badge>;
  const state = sealState(meeting, view.sealDueMs, words);
  if (state) return <Badge tone={state.tone}>{state.text}</Badge>;
  const reminders = meeting.remindersMs.filter((at) => words.nowMs >= at).length;
  const rest = view.sealDueMs - words.nowMs;
  if (rest < 0) return <Badge tone="bad">{t("meeting.clock.over")}</Badge>;
  const said = t("meeting.clock.left", { left: left(rest).replace(/:\d\d$/, "") });
  return <Badge tone={reminders === 0 ? "plain" : "warn"}>{reminders === 0 ? said : t("meeting.clock.hurry", { said })}</Badge>;
}
