import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { DialogButtons } from "../design/Dialog";
import { Choices, TextArea, TextField } from "../design/Field";
import { FailureNotice, Working, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { call, failed, useCall, type PersonRow, type ReceptionInput, type ReceptionRow } from "../host";
import { time } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { useSession } from "../shell/session";
import { inSentence } from "../text/safe";
import { FairName } from "./FairName";
import { Waiting } from "./RivalForm";
import { useForms } from "./useForms";
import { useSending } from "./useSending";
import styles from "./booth.module.css";

export const CHANNELS = ["visit", "call"] as const;
const NOBODY = "nobody";

const empty = (fair: string): ReceptionInput => ({
  fair,
  entry: null,
  channel: "visit",
  cameMs: null,
  name: "",
  company: "",
  phone: "",
  matter: "",
  opinions: "",
  needs: "",
  keyPoints: "",
  answer: "",
  firstContact: "",
  routedTo: "",
  withdrawn: false,
});

/** A line of the register of visitors and calls (FAIR-20, FAIR-21). */
export function ReceptionForm({ fair, row, onDone }: { fair: string; row: ReceptionRow | undefined; onDone: () => void }) {
  const register = useCall("visitor_register", { fair, day: "" });
  if (!register.data) return <Waiting failure={failed(register)} />;
  const { people, unfinished } = register.data;
  return <Fields fair={fair} row={row} people={people} unfinished={unfinished} onDone={onDone} />;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** The same day at what the clock of the form says, or the day before where that is still to come; nothing for what is no time. */
function atClock(clock: string, baseMs: number, shown: string, nowMs: number): number | undefined {
  const minutes = (text: string) => {
    const [hour = NaN, minute = NaN] = text.split(":").map(Number);
    return hour * 60 + minute;
  };
  const on = minutes(clock) - minutes(shown);
  if (Number.isNaN(on)) return undefined;
  const at = baseMs + on * MINUTE_MS;
  return at > nowMs ? at - DAY_MS : at;
}

function Fields({ fair, row, people, unfinished, onDone }: { fair: string; row: ReceptionRow | undefined; people: readonly PersonRow[]; unfinished: string | null; onDone: () => void }) {
  const { t } = useTranslation();
  const words = useWords();
  const { person } = useSession();
  const forms = useForms<ReceptionInput>("reception", fair, unfinished);
  const entry = row?.entry ?? "";
  const input = forms.of(entry) ?? row?.input ?? empty(fair);
  const put = (patch: Partial<ReceptionInput>) => forms.put(entry, { ...input, ...patch });
  const sending = useSending(async () => {
    await forms.send(entry, () => call("visitor_receive", input));
    onDone();
  });
  const came = input.cameMs ?? words.nowMs;
  const shown = time(came, { ...words, language: "en-GB" });
  const options = people.map(({ id, name }) => ({ id, name: inSentence(name, 40) }));
  const nothing = [input.name, input.company, input.matter].every((text) => text.trim() === "");
  return (
    <form className={partStyles.stack} onSubmit={sending.onSubmit} onKeyDown={sending.onKeyDown}>
      <FairName fair={fair} />
      <div className={styles.trio}>
        <TextField label={t("booth.field.name")} value={input.name} onChange={(name) => put({ name })} autoFocus />
        <TextField label={t("booth.field.company")} value={input.company} onChange={(company) => put({ company })} />
        <TextField label={t("booth.field.phone")} value={input.phone} onChange={(phone) => put({ phone })} hint={t(input.phone.trim() === "" ? "booth.visitor.noPhone" : "booth.visitor.phoneLeft")} />
      </div>
      <div className={styles.trio}>
        <Choices label={t("booth.field.channel")} value={input.channel} choices={CHANNELS.map((one) => ({ value: one, label: t(`booth.channel.${one}`) }))} onChange={(channel) => put({ channel })} />
        <TextField
          label={t("booth.field.came")}
          type="time"
          value={shown}
          onChange={(clock) => {
            const cameMs = atClock(clock, came, shown, words.nowMs);
            if (cameMs !== undefined) put({ cameMs });
          }}
        />
        <TextField label={t("booth.field.matter")} value={input.matter} onChange={(matter) => put({ matter })} />
      </div>
      <div className={styles.trio}>
        <TextArea label={t("booth.field.opinions")} value={input.opinions} onChange={(opinions) => put({ opinions })} rows={2} />
        <TextArea label={t("booth.field.needs")} value={input.needs} onChange={(needs) => put({ needs })} rows={2} />
        <TextArea label={t("booth.field.keyPoints")} value={input.keyPoints} onChange={(keyPoints) => put({ keyPoints })} rows={2} />
      </div>
      <div className={styles.trio}>
        <Pick label={t("booth.field.firstContact")} options={options} value={input.firstContact || person} onChange={(firstContact) => put({ firstContact })} />
        <Pick
          label={t("booth.field.routedTo")}
          options={[{ id: NOBODY, name: t("booth.visitor.nobody") }, ...options]}
          value={input.routedTo || NOBODY}
          onChange={(to) => put({ routedTo: to === NOBODY ? "" : to })}
        />
        {row ? <TextField label={t("booth.field.answer")} value={input.answer} onChange={(answer) => put({ answer })} placeholder={t("booth.visitor.answerHint")} /> : null}
      </div>
      {row ? <p className={partStyles.muted}>{t("booth.nothingLost")}</p> : null}
      <FailureNotice failure={sending.failure} />
      <Working on={sending.pending} />
      <DialogButtons>
        <Button
          onPress={() => {
            forms.drop(entry);
            onDone();
          }}
        >
          {t("booth.giveUp")}
        </Button>
        <Button type="submit" look="primary" isDisabled={sending.pending || nothing}>
          {t("booth.save")}
        </Button>
      </DialogButtons>
    </form>
  );
}
