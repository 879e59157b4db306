import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Notice, partStyles } from "../design/parts";
import { useCall, type NearbyRow } from "../host";
import { inSentence, safeText } from "../text/safe";

const LOOK_EVERY_MS = 2000;

/** Who is not found in this time is not to be found: a LAN that carries announcements does so within seconds. */
const LONG_MS = 8000;

/** Colleagues on this LAN who receive hand-ins, the fair's supervisor first; if there is nobody, why that may be. */
export function Nearby({ supervisor, onChoose, busy }: { supervisor: string; onChoose: (door: NearbyRow) => void; busy: boolean }) {
  const { t } = useTranslation();
  const nearby = useCall("lan_nearby", null, { refetchMs: LOOK_EVERY_MS }).data;
  if (!nearby) return null;
  if (!nearby.possible) return <p className={partStyles.muted}>{t("nearby.impossible")}</p>;
  if (nearby.doors.length === 0) {
    return nearby.searchedMs < LONG_MS ? <p className={partStyles.muted}>{t("nearby.looking")}</p> : <Notice>{t("nearby.nobody")}</Notice>;
  }
  const doors = [...nearby.doors].sort((a, b) => Number(b.person === supervisor) - Number(a.person === supervisor));
  return (
    <ul className={partStyles.stack} aria-label={t("nearby.title")}>
      {doors.map((door) => (
        <li key={door.person} className={partStyles.line}>
          <Button look={door.person === supervisor ? "primary" : undefined} isDisabled={busy} onPress={() => onChoose(door)}>
            {t("nearby.handTo", { name: inSentence(door.name, 40) })}
          </Button>
          <span className={partStyles.muted}>{safeText(door.address)}</span>
        </li>
      ))}
    </ul>
  );
}
