import { useTranslation } from "react-i18next";

import { Check } from "../design/Field";
import { FailureNotice, Working } from "../design/parts";
import { failed, useCall, type ErasableLine, type Erasing } from "../host";
import { moment } from "../i18n/format";
import { useWords } from "../i18n/useWords";
import { inSentence } from "../text/safe";
import styles from "./erase.module.css";

interface Props {
  of: Erasing;
  chosen: ReadonlySet<string>;
  onChoose: (chosen: ReadonlySet<string>) => void;
}

/** The lines of the register of visitors that go with a card, and those that seem to be about the same person as it, or as a line. */
export function ErasableLines({ of, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const lines = useCall("erasable_lines", of);
  const sentence = useSentence();
  if (!lines.data) {
    return (
      <>
        <Working on={lines.isPending} />
        <FailureNotice failure={failed(lines)} />
      </>
    );
  }
  const made = lines.data.filter((line) => line.made);
  const alike = lines.data.filter((line) => !line.made);
  const choose = (line: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(line);
    else next.delete(line);
    onChoose(next);
  };
  return (
    <>
      {made.length > 0 ? (
        <div>
          <p>{t("erase.made")}</p>
          <ul className={styles.lines}>
            {made.map((line) => (
              <li key={line.line}>{sentence(line)}</li>
            ))}
          </ul>
        </div>
      ) : null}
      {alike.length > 0 ? (
        <fieldset className={styles.choice}>
          <legend>{t("erase.alike")}</legend>
          {alike.map((line) => (
            <Check key={line.line} label={sentence(line)} checked={chosen.has(line.line)} onChange={(on) => choose(line.line, on)} />
          ))}
        </fieldset>
      ) : null}
    </>
  );
}

/** Who came when, and who received him. */
function useSentence() {
  const { t } = useTranslation();
  const words = useWords();
  return (line: ErasableLine) =>
    t("erase.line", {
      fair: inSentence(line.fair, 60),
      when: moment(line.cameMs, words.nowMs, words),
      who: [line.name, line.company, line.phone].filter(Boolean).map((text) => inSentence(text, 60)).join(" · "),
      by: inSentence(line.by, 40),
    });
}
