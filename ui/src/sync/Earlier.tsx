import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Notice, Panel, partStyles } from "../design/parts";
import { useCall, useCommand, type RemainsView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Remains } from "./Remains";
import { back, missing } from "./remains";
import { useLine } from "./useLine";

/** The other laptops of the person at the desk: what of theirs is here. */
export function Earlier() {
  const earlier = useCall("earlier_laptops", null);
  return (earlier.data ?? []).map((view) => <EarlierLaptop key={view.enrolment} view={view} />);
}

function EarlierLaptop({ view }: { view: RemainsView }) {
  const { t } = useTranslation();
  const words = useWords();
  const device = inSentence(view.device, 60);
  return (
    <Panel title={t(view.revokedMs === null ? "remains.other" : "remains.title", { device })}>
      <p className={partStyles.muted}>
        {view.revokedMs === null ? t("remains.living") : t("remains.revoked", { at: moment(view.revokedMs, words.nowMs, words) })}
      </p>
      <Remains view={view}>
        <p className={partStyles.muted}>{t("remains.todo")}</p>
      </Remains>
    </Panel>
  );
}

/** On every desk of a laptop that took the place of a lost one, once it has fetched what there was, until its
 * person has put it away; and again when that changes. */
export function EarlierNotice() {
  const { t } = useTranslation();
  const words = useWords();
  const earlier = useCall("earlier_laptops", null);
  const seen = useCommand("earlier_laptops_seen");
  const line = useLine();
  const lost = (earlier.data ?? []).filter((view) => view.revokedMs !== null && !view.putAway);
  if (lost.length === 0 || line.view === undefined || line.view.lastMs === null) return null;
  return (
    <Notice tone={lost.some((view) => missing(view) > 0) ? "warn" : "plain"}>
      <div className={partStyles.stack}>
        {lost.map((view) => (
          <p key={view.enrolment}>
            {[
              t("remains.of", { device: inSentence(view.device, 60) }),
              view.letGoMs === null ? "" : t("remains.heardAgain", { at: moment(view.letGoMs, words.nowMs, words) }),
              back(view, words),
              missing(view) > 0 ? t("remains.missingShort", { count: missing(view) }) : t("remains.complete"),
            ]
              .filter(Boolean)
              .join(t("remains.joint"))}
          </p>
        ))}
        <span className={partStyles.line}>
          <a href="#/sync">{t("remains.details")}</a>
          <Button small isPending={seen.isPending} onPress={() => seen.mutate(null)}>
            {t("befallen.seen")}
          </Button>
        </span>
      </div>
    </Notice>
  );
}
