import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import { useCall, type FairView } from "../host";
import { time } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";

/** From here on, in the fair's zone, its supervisor is reminded wherever he is (D4). */
const FROM = "22:00";

/** That today's package is not sealed yet; on every screen, since he may be busy elsewhere. */
export function SealReminder() {
  const session = useSession();
  const words = useWords();
  if (time(words.nowMs, words) < FROM) return null;
  const his = session.fairs.filter((fair) => fair.today && fair.office === "supervisor");
  return (
    <>
      {his.map((fair) => (
        <Reminder key={fair.id} fair={fair} day={session.today} />
      ))}
    </>
  );
}

function Reminder({ fair, day }: { fair: FairView; day: string }) {
  const { t } = useTranslation();
  const meeting = useCall("meeting", { fair: fair.id, day, present: null });
  if (!meeting.data || meeting.data.seals.length > 0) return null;
  return (
    <Notice tone="warn">
      <a href="#/evening">{t("meeting.reminder", { fair: inSentence(fair.name, 60) })}</a>
    </Notice>
  );
}
