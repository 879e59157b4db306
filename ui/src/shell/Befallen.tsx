import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Notice, partStyles, type Tone } from "../design/parts";
import { useCall, useCommand, type NoticeRow } from "../host";
import { duration } from "../i18n/duration";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";

/** What befell this laptop: said on every desk until the person has put it away. */
export function Befallen() {
  const { t } = useTranslation();
  const notices = useCall("notices", null);
  const seen = useCommand("notices_seen");
  const rows = notices.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Notice tone={toneOf(rows)}>
      <div className={partStyles.stack}>
        {rows.map((row) => (
          <Said key={`${row.event} ${row.atMs}`} row={row} />
        ))}
        <span>
          <Button small isPending={seen.isPending} onPress={() => seen.mutate(null)}>
            {t("befallen.seen")}
          </Button>
        </span>
      </div>
    </Notice>
  );
}

function Said({ row }: { row: NoticeRow }) {
  const { t } = useTranslation();
  const words = useWords();
  return (
    <p>
      <time className={partStyles.muted}>{moment(row.atMs, words.nowMs, words)}</time> {t(`befallen.${row.event}`, said(row, t))}
    </p>
  );
}

/** A wrong clock costs its person nothing: that is said calmly. */
function toneOf(rows: readonly NoticeRow[]): Tone {
  if (rows.some((row) => row.event === "copied" || row.event === "ended")) return "bad";
  return rows.every((row) => row.event.startsWith("clock")) ? "plain" : "warn";
}

/** What the sentence is filled with: names and reasons are what people typed. */
function said(row: NoticeRow, t: TFunction) {
  return {
    count: row.records,
    to: inSentence(row.to, 40),
    why: inSentence(row.why, 200) || t("befallen.noWhy"),
    numbers: row.numbers.join(", ") || t("befallen.noNumber"),
    handedOver: row.handedOver,
    by: duration(row.offMs, t),
  };
}
