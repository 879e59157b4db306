import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextArea, TextField } from "../design/Field";
import { Badge, FailureNotice, Panel, RuleChip, partStyles } from "../design/parts";
import { failed, useCall, useCommand, type RatingView, type ScoreView } from "../host";
import { deadline, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useKept } from "../shell/kept";
import { Said } from "../text/Said";
import { points, score } from "./points";
import styles from "./after.module.css";

/** Marketing's score: one's own, headquarters' word on all of them, and never who said what (KPI-03, E10). */
export function Score({ fair }: { fair: string }) {
  const after = useCall("after_fair", { fair, day: "" });
  const view = after.data?.score;
  if (!view || !concerns(view)) return null;
  return <Sheet key={view.mineMs ?? 0} fair={fair} view={view} />;
}

/** There is something to say, or somebody who waits for it. */
function concerns(view: ScoreView): boolean {
  return view.mayScore || view.mine !== null || view.told !== null || view.raters !== null;
}

function Sheet({ fair, view }: { fair: string; view: ScoreView }) {
  const { t } = useTranslation();
  const words = useWords();
  const tell = useCommand("marketing_tell");
  const at = (ms: number | null) => (ms === null ? "—" : moment(ms, words.nowMs, words));
  return (
    <Panel title={t("after.score.title")} label={t("after.score.title")} side={<RuleChip rule="KPI-03" />}>
      {view.told ? <Told rating={view.told} /> : <p className={partStyles.muted}>{t("after.score.closes", { at: view.closesMs === null ? "—" : deadline(view.closesMs, words.nowMs, words), min: view.ratersMin })}</p>}
      {view.raters !== null && view.told === null ? (
        <div className={partStyles.line}>
          <span>{t("after.score.raters", { count: view.raters })}</span>
          {view.mayTell ? (
            <Button look="primary" isDisabled={tell.isPending} onPress={() => tell.mutate({ fair, day: "" })}>
              {t("after.score.tell")}
            </Button>
          ) : null}
          <span className={partStyles.muted}>{t("after.score.tellExplain")}</span>
        </div>
      ) : null}
      <FailureNotice failure={failed(tell)} />
      {view.mayScore ? <Form fair={fair} view={view} /> : view.mine ? <p>{t("after.score.mine", { layout: view.mine.layout, cooperation: view.mine.cooperation, at: at(view.mineMs) })}</p> : null}
    </Panel>
  );
}

function Told({ rating }: { rating: RatingView }) {
  const { t } = useTranslation();
  const lost = rating.daysLate * rating.latePoints;
  return (
    <div className={partStyles.stack}>
      <p>
        <Badge tone="accent">{t("after.score.total", { points: points(rating.hundredths) })}</Badge>{" "}
        {t("after.score.sum", { count: rating.raters, layout: points(rating.layout), cooperation: points(rating.cooperation) })}{" "}
        {lost > 0 ? t("after.score.lost", { count: rating.daysLate, lost }) : null}
      </p>
      {rating.remarks.length > 0 ? (
        <ul className={styles.remarks} aria-label={t("reports.part.remarks")}>
          {rating.remarks.map((remark, nth) => (
            <li key={nth}>
              <Said text={remark} max={400} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Form({ fair, view }: { fair: string; view: ScoreView }) {
  const { t } = useTranslation();
  const send = useCommand("marketing_score");
  const signed = { layout: view.mine ? String(view.mine.layout) : "", cooperation: view.mine ? String(view.mine.cooperation) : "", remark: view.mine?.remark ?? "" };
  // What is typed stands there again after a look at another screen.
  const [typed, setTyped] = useKept<typeof signed | undefined>(`after/score/${fair}`, undefined);
  const { layout, cooperation, remark } = typed ?? signed;
  const put = (patch: Partial<typeof signed>) => setTyped({ layout, cooperation, remark, ...patch });
  const said = { layout: score(layout), cooperation: score(cooperation) };
  const ready = said.layout !== undefined && said.cooperation !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (said.layout === undefined || said.cooperation === undefined || send.isPending) return;
    send.mutate({ fair, layout: said.layout, cooperation: said.cooperation, remark: remark.trim() }, { onSuccess: () => setTyped(undefined) });
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <p className={partStyles.muted}>{t("after.score.explain")}</p>
      <div className={styles.scores}>
        <TextField label={t("after.score.layout")} hint={t("after.score.range")} inputMode="numeric" value={layout} onChange={(text) => put({ layout: text })} />
        <TextField label={t("after.score.cooperation")} hint={t("after.score.range")} inputMode="numeric" value={cooperation} onChange={(text) => put({ cooperation: text })} />
      </div>
      <TextArea label={t("after.score.remark")} hint={t("after.score.remarkHint")} value={remark} onChange={(text) => put({ remark: text })} rows={2} />
      <FailureNotice failure={failed(send)} />
      <div className={partStyles.line}>
        <Button type="submit" look="primary" isDisabled={!ready || send.isPending}>
          {t(view.mine ? "after.score.again" : "after.score.sign")}
        </Button>
        {view.mine ? <Badge tone="good">{t("after.score.signed")}</Badge> : null}
      </div>
    </form>
  );
}
