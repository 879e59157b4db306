import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { FailureNotice, partStyles } from "../design/parts";
import { failed, useCommand, type RoadshowView } from "../host";
import { useKept } from "../shell/kept";
import { inSentence } from "../text/safe";

/** Whether somebody agrees to what a roadshow costs, and why not. */
export function Word({ month, show, day }: { month: string; show: RoadshowView; day: string }) {
  const { t } = useTranslation();
  const say = useCommand("roadshow_word");
  const [words, setWords] = useKept(`roadshow/${show.entry}`, "");
  const answer = (agrees: boolean) => {
    if (say.isPending) return;
    say.mutate({ month, version: show.version, agrees, words: words.trim() }, { onSuccess: () => setWords("") });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (words.trim() !== "") answer(false);
  };
  const of = { day, place: inSentence(show.place, 40) };
  return (
    <form className={partStyles.stack} onSubmit={submit} aria-label={t("roadshow.wordOf", of)}>
      <TextField label={t("roadshow.why")} value={words} onChange={setWords} />
      <FailureNotice failure={failed(say)} />
      <span className={partStyles.line}>
        <Button small isPending={say.isPending} onPress={() => answer(true)}>
          {t("roadshow.agree")}
        </Button>
        <Button small type="submit" isDisabled={words.trim() === ""} isPending={say.isPending}>
          {t("roadshow.refuse")}
        </Button>
      </span>
    </form>
  );
}
