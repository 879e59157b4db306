import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Notice, partStyles } from "../design/parts";
import { failed, useCommand, type LetGoRow, type LetGoView } from "../host";
import { inSentence } from "../text/safe";
import { Said } from "../text/Said";

const SHOWN = 5;

/** The server wants much removed that no act of headquarters takes: its person decides. */
export function LetGo({ view }: { view: LetGoView }) {
  const { t } = useTranslation();
  const answer = useCommand("let_go_answer");
  const sync = useCommand("sync_now");
  const [sure, setSure] = useState(false);
  const { leads, held, putOff, rows, asked } = view;
  const remove = () => answer.mutate({ remove: true, asked }, { onSuccess: () => sync.mutate(null) });
  return (
    <Notice tone="warn">
      <div className={partStyles.stack}>
        <h2>{t("letGo.title")}</h2>
        <p>{t("letGo.what", { leads, held })}</p>
        <p>{t("letGo.safe")}</p>
        <ul className={partStyles.stack}>
          {rows.slice(0, SHOWN).map((row) => (
            <Row key={row.card} row={row} />
          ))}
          {leads > SHOWN ? <li className={partStyles.muted}>{t("letGo.more", { count: leads - Math.min(SHOWN, rows.length) })}</li> : null}
        </ul>
        {putOff ? <p className={partStyles.strong}>{t("letGo.putOff")}</p> : null}
        <div className={partStyles.line}>
          {putOff ? null : (
            <Button look="primary" isPending={answer.isPending} onPress={() => answer.mutate({ remove: false, asked })}>
              {t("letGo.keep")}
            </Button>
          )}
          <Button look={sure ? "danger" : "plain"} isPending={answer.isPending} onPress={() => (sure ? remove() : setSure(true))}>
            {sure ? t("letGo.reallyRemove", { leads }) : t("letGo.remove")}
          </Button>
        </div>
        <FailureNotice failure={failed(answer) ?? failed(sync)} />
      </div>
    </Notice>
  );
}

function Row({ row }: { row: LetGoRow }) {
  const { t } = useTranslation();
  const why = row.by === "" ? t("letGo.noAct") : t("letGo.by", { by: inSentence(row.by, 40), to: inSentence(row.to, 40), why: inSentence(row.why, 120) });
  return (
    <li>
      {row.company === "" ? t("letGo.unnamed") : <Said text={row.company} max={60} />} <span className={partStyles.muted}>{why}</span>
    </li>
  );
}
