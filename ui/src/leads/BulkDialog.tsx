import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { TextArea } from "../design/Field";
import { partStyles } from "../design/parts";
import { Pick, type Option } from "../design/Pick";
import { useCall } from "../host";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import styles from "./leads.module.css";
import type { Deed, Progress } from "./useBulk";

export type ActId = "assign" | "countersign" | "evaluate" | "follow_up" | "withdraw";

const JUDGEMENTS = ["valuable", "ordinary", "worthless"] as const;
const CHANNELS = ["phone", "visit", "meeting", "sms", "im", "mail", "event"] as const;
const SELLING = ["rep", "group_leader", "regional_manager", "key_account"];

interface Props {
  act: ActId;
  count: number;
  progress: Progress | undefined;
  onStart: (deed: Deed) => void;
  onStop: () => void;
  onClose: () => void;
}

/** Asks what an act needs, once for all that are selected, and shows how far it has come. */
export function BulkDialog(props: Props) {
  const { t } = useTranslation();
  const { act, count, progress } = props;
  return (
    <Dialog title={t("bulk.title", { act: t(`bulk.act.${act}`), all: count })} open onClose={() => !progress && props.onClose()}>
      {progress ? <Running progress={progress} onStop={props.onStop} /> : <Asking {...props} />}
    </Dialog>
  );
}

function Asking({ act, onStart, onClose }: Props) {
  const { t } = useTranslation();
  const choices = useChoices(act);
  const [what, setWhat] = useState<string | null>(act === "evaluate" ? "ordinary" : act === "follow_up" ? "phone" : null);
  const [text, setText] = useState("");
  const lacking = (choices !== undefined && what === null) || (act === "withdraw" && text.trim() === "");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!lacking) onStart({ act, what: what ?? "", text: text.trim() });
  };
  const label = act === "assign" ? t("bulk.to") : act === "evaluate" ? t("bulk.judgement") : t("bulk.channel");
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <p>{t("bulk.explain")}</p>
      {choices ? <Pick label={label} options={choices} value={what} onChange={setWhat} /> : null}
      {act === "countersign" || act === "evaluate" ? null : (
        <TextArea label={act === "follow_up" ? t("bulk.note") : t("common.reason")} value={text} onChange={setText} />
      )}
      <DialogButtons>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button type="submit" look={act === "withdraw" ? "danger" : "primary"} isDisabled={lacking}>
          {t("bulk.start")}
        </Button>
      </DialogButtons>
    </form>
  );
}

/** What is to be chosen for an act, where anything is. */
function useChoices(act: ActId): Option[] | undefined {
  const { t } = useTranslation();
  const session = useSession();
  const people = useCall("people", null, { enabled: act === "assign" });
  const pools = useCall("pools", null, { enabled: act === "assign" && session.hqDesk });
  if (act === "evaluate") return JUDGEMENTS.map((id) => ({ id, name: t(`judgement.${id}`) }));
  if (act === "follow_up") return CHANNELS.map((id) => ({ id, name: t(`channel.${id}`) }));
  if (act !== "assign") return undefined;
  const selling = (people.data ?? []).filter((person) => person.roles.some((role) => SELLING.includes(role)));
  return [
    ...selling.map((person) => ({ id: person.id, name: inSentence(person.name, 40), note: inSentence(person.territory, 20) })),
    ...(pools.data ?? []).map((pool) => ({ id: pool.id, name: t("assign.pool", { name: inSentence(pool.territory, 40) }) })),
  ];
}

function Running({ progress, onStop }: { progress: Progress; onStop: () => void }) {
  const { t } = useTranslation();
  const said = t("bulk.progress", { done: progress.done, all: progress.all });
  return (
    <div className={partStyles.stack}>
      <progress className={styles.progress} aria-label={said} value={progress.done} max={progress.all} />
      <div role="status">{said}</div>
      <DialogButtons>
        <Button autoFocus onPress={onStop}>
          {t("bulk.stop")}
        </Button>
      </DialogButtons>
    </div>
  );
}
