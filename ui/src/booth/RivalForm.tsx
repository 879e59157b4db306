import { useId } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { DialogButtons } from "../design/Dialog";
import { Choices, TextArea, TextField } from "../design/Field";
import { FailureNotice, Working, partStyles } from "../design/parts";
import { call, failed, useCall, type RivalInput, type RivalRow } from "../host";
import { FairName } from "./FairName";
import { RivalPhotoField } from "./RivalPhoto";
import { useForms } from "./useForms";
import { useSending } from "./useSending";

export const TOPICS = ["product", "price", "strategy", "other"] as const;
export const BASES = ["seen", "inferred", "heard"] as const;

const empty = (fair: string): RivalInput => ({ fair, entry: null, topic: "product", basis: "seen", rival: "", what: "", evidence: "", photo: null, withdrawn: false });

function inputOf(fair: string, { entry, now }: RivalRow): RivalInput {
  const { topic, basis, rival, what, evidence, photo } = now;
  return { fair, entry, topic, basis, rival, what, evidence, photo, withdrawn: false };
}

/** An entry in the notebook about rivals (FAIR-12). */
export function RivalForm({ fair, row, onDone }: { fair: string; row: RivalRow | undefined; onDone: () => void }) {
  const notebook = useCall("rival_notebook", { fair, day: "" });
  if (!notebook.data) return <Waiting failure={failed(notebook)} />;
  const rivals = [...new Set(notebook.data.rows.map((one) => one.now.rival).filter((name) => name !== ""))];
  return <Fields fair={fair} row={row} rivals={rivals} unfinished={notebook.data.unfinished} onDone={onDone} />;
}

export function Waiting({ failure }: { failure: ReturnType<typeof failed> }) {
  return (
    <>
      <Working on={!failure} />
      <FailureNotice failure={failure} />
    </>
  );
}

function Fields({ fair, row, rivals, unfinished, onDone }: { fair: string; row: RivalRow | undefined; rivals: string[]; unfinished: string | null; onDone: () => void }) {
  const { t } = useTranslation();
  const list = useId();
  const forms = useForms<RivalInput>("rival", fair, unfinished);
  const entry = row?.entry ?? "";
  const input = forms.of(entry) ?? (row ? inputOf(fair, row) : empty(fair));
  const put = (patch: Partial<RivalInput>) => forms.put(entry, { ...input, ...patch });
  const sending = useSending(async () => {
    await forms.send(entry, () => call("rival_note", input));
    onDone();
  });
  return (
    <form className={partStyles.stack} onSubmit={sending.onSubmit} onKeyDown={sending.onKeyDown}>
      <FairName fair={fair} />
      <TextField label={t("booth.rival.rival")} value={input.rival} onChange={(rival) => put({ rival })} list={list} autoFocus />
      <datalist id={list}>
        {rivals.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <TextArea label={t("booth.rival.what")} value={input.what} onChange={(what) => put({ what })} rows={4} />
      <div className={partStyles.pair}>
        <Choices label={t("booth.rival.topic")} value={input.topic} choices={TOPICS.map((one) => ({ value: one, label: t(`booth.topic.${one}`) }))} onChange={(topic) => put({ topic })} />
        <Choices label={t("booth.rival.basis")} value={input.basis} choices={BASES.map((one) => ({ value: one, label: t(`booth.basis.${one}`) }))} onChange={(basis) => put({ basis })} />
      </div>
      <TextField label={t("booth.rival.evidence")} value={input.evidence} onChange={(evidence) => put({ evidence })} placeholder={t("booth.rival.evidenceHint")} />
      <RivalPhotoField fair={fair} entry={row?.entry ?? null} hash={input.photo ?? null} onChange={(photo) => put({ photo })} />
      <p className={partStyles.muted}>{t(row ? "booth.nothingLost" : "booth.rival.secret")}</p>
      <FailureNotice failure={sending.failure} />
      <Working on={sending.pending} />
      <DialogButtons>
        <Button
          onPress={() => {
            forms.drop(entry);
            void call("rival_photo_drop", { fair, entry: row?.entry ?? null });
            onDone();
          }}
        >
          {t("booth.giveUp")}
        </Button>
        <Button type="submit" look="primary" isDisabled={sending.pending || input.rival.trim() === "" || input.what.trim() === ""}>
          {t("booth.save")}
        </Button>
      </DialogButtons>
    </form>
  );
}
