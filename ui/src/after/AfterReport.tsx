import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Badge, partStyles } from "../design/parts";
import { ReasonDialog } from "../design/ReasonDialog";
import { failed, useCall, useCommand, type AwardState } from "../host";
import { deadline, list, moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import { Appraisal } from "./Appraisal";

/** What is done beside a report about the time after a fair: stating the award, signing the appraisal. */
export function AfterReport({ form, fair }: { form: string; fair: string }) {
  const after = useCall("after_fair", { fair, day: "" });
  if (form === "kpi1" && after.data?.award) return <Award fair={fair} award={after.data.award} />;
  if (form === "e11" && after.data?.appraisal) return <Appraisal fair={fair} view={after.data.appraisal} />;
  return null;
}

/** Until when the award takes in what is said, and the statement of its sum to everybody (KPI-01). */
function Award({ fair, award }: { fair: string; award: AwardState }) {
  const { t } = useTranslation();
  const words = useWords();
  const state = useCommand("award_state");
  const [asks, setAsks] = useState(false);
  const at = (ms: number) => moment(ms, words.nowMs, { ...words, dated: true });
  const best = list(award.best.map((name) => inSentence(name, 40)), words.language);
  return (
    <div className={partStyles.line}>
      {award.statedMs !== null ? (
        <Badge tone="good">{t("after.award.stated", { name: inSentence(award.statedBy, 40), at: at(award.statedMs) })}</Badge>
      ) : (
        <Badge>{t(award.closed ? "after.award.unstated" : "after.award.open", { at: award.closesMs === null ? "—" : deadline(award.closesMs, words.nowMs, { ...words, dated: true }) })}</Badge>
      )}
      {award.mayState ? (
        <>
          <Button look={award.statedMs === null ? "primary" : "plain"} isDisabled={state.isPending} onPress={() => setAsks(true)}>
            {t(award.statedMs === null ? "after.award.state" : "after.award.again")}
          </Button>
          <span className={partStyles.muted}>{t("after.award.explain")}</span>
        </>
      ) : null}
      <ReasonDialog
        title={t(award.statedMs === null ? "after.award.state" : "after.award.again")}
        explain={
          <>
            <p>
              <strong>{best ? t("after.award.best", { names: best, count: award.best.length }) : t("after.award.nobody")}</strong>
            </p>
            <p>{t("after.award.everybody")}</p>
          </>
        }
        confirm={t("after.award.state")}
        open={asks}
        required={false}
        pending={state.isPending}
        failure={failed(state)}
        onClose={() => setAsks(false)}
        onConfirm={() => state.mutate({ fair, day: "" }, { onSuccess: () => setAsks(false) })}
      />
    </div>
  );
}
