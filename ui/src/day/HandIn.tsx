import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Notice, Panel, RuleChip, partStyles } from "../design/parts";
import { Tabs } from "../design/Tabs";
import { Check, TextField } from "../design/Field";
import { Key } from "../design/Button";
import type { DayView } from "../host";
import { useAction, keyOf } from "../keyboard/useAction";
import { useKept } from "../shell/kept";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import styles from "./day.module.css";
import { HandInFile } from "./HandInFile";
import { HandInLan } from "./HandInLan";
import { HandInServer } from "./HandInServer";

/** What every way of handing in says: "this is all", and how many pieces of paper go with it. */
export interface Statement {
  fair: string;
  day: string;
  paper: number;
}

/** Everything is handed in every day, by LAN, by file or by server (FAIR-07). */
export function HandIn({ day, fair }: { day: DayView; fair: string }) {
  const { t } = useTranslation();
  const session = useSession();
  const [way, setWay] = useKept("day/way", "lan");
  const [paper, setPaper] = useKept(`day/paper/${day.day}`, "0");
  // Nothing stays private (OWN-02): whoever says that this is all has looked at what he has not signed. Another
  // draft is another question.
  const drafts = day.drafts.map((draft) => draft.card).sort().join(" ");
  const [looked, setLooked] = useKept(`day/drafts/${day.day}`, "");
  const seen = looked === drafts;
  const box = useRef<HTMLDivElement>(null);
  useAction("day.handIn", () => {
    // The field rather than a colleague's button: that one may have come or gone this very moment.
    const within = (what: string) => box.current?.querySelector<HTMLElement>(`[role=tabpanel] ${what}`);
    (within("input") ?? within("button"))?.focus();
  });
  const here = session.fairs.find((one) => one.id === fair);
  // The statement is about this fair's cards: what came in from a list is none of them (FAIR-06).
  const cards = day.captured.filter((row) => row.fair === fair).length;
  const supervisor = here?.supervisorName ?? "";
  const statement: Statement = { fair, day: day.day, paper: Math.max(0, Math.trunc(Number(paper)) || 0) };
  return (
    <Panel title={t("handIn.title", { supervisor: inSentence(supervisor, 40) })} side={<Key of={keyOf("day.handIn")} />}>
      <p>
        {t("handIn.says", {
          cards: t("counted.cards", { count: cards }),
          drafts: t("counted.drafts", { count: day.drafts.length }),
        })}{" "}
        <RuleChip rule="FAIR-07" />
      </p>
      {drafts === "" ? null : (
        <Check label={t("handIn.seenDrafts", { count: day.drafts.length })} checked={seen} onChange={(on) => setLooked(on ? drafts : "")} />
      )}
      <TextField label={t("handIn.paper")} type="number" min={0} max={9999} value={paper} onChange={setPaper} />
      <div ref={box} className={partStyles.stack}>
        <Tabs
          label={t("handIn.ways")}
          items={["lan", "file", "server"].map((id) => ({ id, name: t(`handIn.way.${id}`) }))}
          selected={way}
          onSelect={setWay}
        >
          {(id) => (
            <div className={styles.box}>
              {seen ? null : (
                <Notice tone="warn">
                  {t("handIn.unseenDrafts")} <RuleChip rule="OWN-02" />
                </Notice>
              )}
              {seen && id === "lan" ? <HandInLan statement={statement} cards={cards} supervisor={here?.supervisor ?? ""} /> : null}
              {seen && id === "file" ? <HandInFile statement={statement} /> : null}
              {seen && id === "server" ? <HandInServer statement={statement} /> : null}
            </div>
          )}
        </Tabs>
      </div>
    </Panel>
  );
}
