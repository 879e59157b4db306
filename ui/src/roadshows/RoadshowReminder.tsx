import { useTranslation } from "react-i18next";

import { Notice } from "../design/parts";
import { useCall } from "../host";
import { keep } from "../shell/kept";

/** That roadshows wait for somebody to agree to what they cost (FAIR-19), on every screen of his. */
export function RoadshowReminder() {
  const { t } = useTranslation();
  const count = useCall("roadshows_waiting", null).data ?? 0;
  if (count === 0) return null;
  return (
    <Notice tone="warn">
      <a href="#/fair" onClick={() => keep("fair/part", "roadshows")}>
        {t("roadshow.waiting", { count })}
      </a>
    </Notice>
  );
}
