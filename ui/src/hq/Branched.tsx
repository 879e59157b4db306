import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Notice, partStyles } from "../design/parts";
import { failed, useCall, useCommand, type BranchedView } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";

/** Laptops that were put back, copied or damaged: said once, with what only headquarters can do about it. */
export function Branched() {
  const { t } = useTranslation();
  const rows = useCall("branched_laptops", null).data ?? [];
  const seen = useCommand("branched_laptops_seen");
  if (rows.length === 0) return null;
  return (
    <Notice tone="warn">
      <section className={partStyles.stack} aria-label={t("branched.title")}>
        <h2>{t("branched.title")}</h2>
        <ul className={partStyles.stack}>
          {rows.map((row) => (
            <Row key={row.enrolment} row={row} />
          ))}
        </ul>
        <p>{t("branched.todo")}</p>
        <span>
          <Button small isPending={seen.isPending} onPress={() => seen.mutate(null)}>
            {t("befallen.seen")}
          </Button>
        </span>
        <FailureNotice failure={failed(seen)} />
      </section>
    </Notice>
  );
}

function Row({ row }: { row: BranchedView }) {
  const { t } = useTranslation();
  const words = useWords();
  const whose = { person: inSentence(row.person, 40), device: inSentence(row.device, 60) };
  return (
    <li>
      {row.sinceMs === null ? t("branched.forked", whose) : t("branched.anew", { ...whose, since: moment(row.sinceMs, words.nowMs, words) })}{" "}
      {row.forks > 0 ? t("branched.both") : null} {row.revoked ? <strong>{t("branched.revoked")}</strong> : null}
    </li>
  );
}
