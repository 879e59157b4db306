import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { ActionButton, Button } from "../design/Button";
import { FailureNotice, partStyles } from "../design/parts";
import { useAction } from "../keyboard/useAction";
import { useSession } from "../shell/session";
import { BulkDialog, type ActId } from "./BulkDialog";
import { BulkOutcome } from "./BulkOutcome";
import { ExportChosen } from "./ExportChosen";
import styles from "./leads.module.css";
import { useBulk } from "./useBulk";
import type { Selection } from "./useSelection";

/** What the person at the desk may try at all; whether it is done the host says, lead by lead. */
function useActs(): readonly ActId[] {
  const session = useSession();
  const office = session.eveningDesk || session.hqDesk;
  return office ? ["assign", "countersign", "evaluate", "follow_up", "withdraw"] : ["follow_up", "withdraw"];
}

/** How many leads are selected, and what can be done to all of them. */
export function BulkBar({ selection, onDone }: { selection: Selection; onDone: () => void }) {
  const { t } = useTranslation();
  const acts = useActs();
  const [asked, setAsked] = useState<ActId | "export">();
  const bulk = useBulk();
  const first = useRef<HTMLButtonElement>(null);
  const count = selection.cards.size;
  const any = count > 0;
  useAction("leads.bulk", () => first.current?.focus(), any);
  useAction("leads.unselect", () => {
    selection.none();
    onDone();
  }, any);
  const close = () => {
    setAsked(undefined);
    onDone();
  };
  return (
    <div className={styles.bulk} role="group" aria-label={t("bulk.bar")}>
      <span className={any ? styles.chosen : partStyles.muted} role="status">
        {!any ? t("bulk.hint") : selection.capped ? t("bulk.chosenCapped", { max: count }) : t("bulk.chosen", { count })}
      </span>
      {any ? (
        <>
          {acts.map((act, nth) => (
            <Button key={act} small ref={nth === 0 ? first : undefined} onPress={() => setAsked(act)}>
              {t(`bulk.act.${act}`)}
            </Button>
          ))}
          <Button small onPress={() => setAsked("export")}>
            {t("bulk.act.export")}
          </Button>
          <ActionButton id="leads.unselect" small look="quiet" />
        </>
      ) : null}
      <FailureNotice failure={selection.failure} />
      {asked && asked !== "export" ? (
        <BulkDialog
          act={asked}
          count={count}
          progress={bulk.progress}
          onStop={bulk.stop}
          onClose={close}
          onStart={(deed) =>
            void bulk.run(deed, [...selection.cards]).then((outcome) => {
              setAsked(undefined);
              selection.keep([...outcome.refused.map((one) => one.card), ...outcome.left]);
            })
          }
        />
      ) : null}
      {asked === "export" ? <ExportChosen cards={[...selection.cards]} onClose={close} /> : null}
      {bulk.outcome ? (
        <BulkOutcome
          outcome={bulk.outcome}
          onClose={() => {
            bulk.forget();
            onDone();
          }}
        />
      ) : null}
    </div>
  );
}
