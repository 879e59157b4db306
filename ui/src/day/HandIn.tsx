import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Panel, RuleChip, partStyles } from "../design/parts";
import { Tabs } from "../design/Tabs";
import { TextField } from "../design/Field";
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
  const box = useRef<HTMLDivElement>(null);
  useAction("day.handIn", () => {
    // The field rather than a colleague's button: that one may have come or gone this very moment.
    const within = (what: string) => box.current?.querySelector<HTMLElement>(`[role=tabpanel] ${what}`);
    (within("input") ?? within("button"))?.focus();
  });
  const here = session.fairs.find((one) => one.id === fair);
  const supervisor = here?.supervisorName ?? "";
  const statement: Statement = { fair, day: day.day, paper: Math.max(0, Math.trunc(Number(paper)) || 0) };
  return (
    <Panel title={t("handIn.title", { supervisor: inSentence(supervisor, 40) })} side={<Key of={keyOf("day.handIn")} />}>
      <p>
        {t("handIn.says", {
          cards: t("counted.cards", { count: day.captured.length }),
          drafts: t("counted.drafts", { count: day.drafts.length }),
        })}{" "}
        <RuleChip rule="FAIR-07" />
      </p>
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
              {id === "lan" ? <HandInLan statement={statement} cards={day.captured.length} supervisor={here?.supervisor ?? ""} /> : null}
              {id === "file" ? <HandInFile statement={statement} /> : null}
              {id === "server" ? <HandInServer statement={statement} /> : null}
            </div>
          )}
        </Tabs>
      </div>
    </Panel>
  );
}
