import { useTranslation } from "react-i18next";

import styles from "../../desk/desk.module.css";
import { ActionButton } from "../../design/Button";
import { Badge, Panel, RuleChip, partStyles } from "../../design/parts";
import type { MeetingView } from "../../host";
import { useAction } from "../../keyboard/useAction";
import { Said } from "../../text/Said";
import wall from "./steps.module.css";

/** Who is here: ticked beforehand is whoever handed in or met this laptop today. */
export function Attendance({ meeting, confirmed, onPresent }: { meeting: MeetingView; confirmed: boolean; onPresent: (people: string[]) => void }) {
  const { t } = useTranslation();
  const there = meeting.people.filter((one) => one.present).map((one) => one.person);
  const toggle = (person: string) => onPresent(there.includes(person) ? there.filter((one) => one !== person) : [...there, person]);
  useAction("evening.present", () => onPresent(there), !confirmed);
  return (
    <div className={styles.scroll}>
      <Panel
        title={t("meeting.attendance.title", { here: there.length, of: meeting.people.length })}
        side={<ActionButton id="evening.present" small isDisabled={confirmed} />}
      >
        <p className={partStyles.muted}>{t("meeting.attendance.explain")}</p>
        <ul className={wall.people}>
          {meeting.people.map((one) => (
            <li key={one.person}>
              <label className={wall.person} data-on={one.present}>
                <input type="checkbox" checked={one.present} disabled={one.office === "supervisor"} onChange={() => toggle(one.person)} />
                <strong>
                  <Said text={one.name} max={40} />
                </strong>
                {one.office ? <Badge tone="accent">{t(`meeting.office.${one.office}`)}</Badge> : null}
                {one.knownBy ? <span className={partStyles.muted}>{t(`meeting.knownBy.${one.knownBy}`)}</span> : null}
              </label>
            </li>
          ))}
        </ul>
        {confirmed ? <p className={partStyles.muted}>{t("meeting.attendance.confirmed")}</p> : null}
        <p className={partStyles.muted}>
          <RuleChip rule="OWN-05" /> {t("meeting.attendance.why")}
        </p>
      </Panel>
    </div>
  );
}
