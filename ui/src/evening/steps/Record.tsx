import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import styles from "../../desk/desk.module.css";
import { Button } from "../../design/Button";
import { TextArea } from "../../design/Field";
import { FailureNotice, Notice, Panel, RuleChip, partStyles } from "../../design/parts";
import { failed, useCommand, type DiscussionView, type EveningView, type MeetingView } from "../../host";
import { list, moment } from "../../i18n/format";
import { useWords } from "../../i18n/useWords";
import { useProjected } from "../../shell/projected";
import { useKept } from "../../shell/kept";
import { inSentence } from "../../text/safe";
import { Said } from "../../text/Said";

/** Who took part in the discussion, signed by the supervisor for everybody who takes part in the fair (OWN-05). */
export function Record({ view, meeting }: { view: EveningView; meeting: MeetingView }) {
  const { t, i18n } = useTranslation();
  const [text, setText] = useKept(`evening/${view.fair}/${view.day}/discussion`, "");
  const [again, setAgain] = useState(false);
  const discuss = useCommand("discuss");
  const others = meeting.people.filter((one) => one.present && one.office !== "supervisor");
  const names = list(others.map((one) => inSentence(one.name, 40)), i18n.language);
  const written = meeting.discussion;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (others.length === 0 || discuss.isPending) return;
    const people = others.map((one) => one.person);
    discuss.mutate({ fair: view.fair, day: view.day, people, text: text.trim() }, { onSuccess: () => setAgain(false) });
  };
  return (
    <div className={styles.scroll}>
      <Panel title={t("meeting.record.title")}>
        {written ? <Written discussion={written} /> : null}
        {written && !again ? (
          <div className={partStyles.line}>
            <Button small onPress={() => setAgain(true)}>
              {t("meeting.record.again")}
            </Button>
          </div>
        ) : (
          <form className={partStyles.stack} onSubmit={submit} aria-label={t("meeting.record.title")}>
            {others.length === 0 ? <Notice tone="warn">{t("meeting.record.nobody")}</Notice> : <p>{t("meeting.record.people", { names })}</p>}
            <TextArea label={t("meeting.record.words")} hint={t("meeting.record.hint")} value={text} onChange={setText} rows={4} />
            <p className={partStyles.muted}>
              <RuleChip rule="FAIR-08" /> {t("meeting.record.explain")}
            </p>
            <FailureNotice failure={failed(discuss)} />
            <div className={partStyles.line}>
              <Button type="submit" look="primary" isDisabled={others.length === 0} isPending={discuss.isPending}>
                {t("meeting.record.sign")}
              </Button>
            </div>
          </form>
        )}
      </Panel>
    </div>
  );
}

/** What is written down; what was said beside it is for those who read it, not for a wall. */
export function Written({ discussion }: { discussion: DiscussionView }) {
  const { t } = useTranslation();
  const words = useWords();
  const projected = useProjected();
  const names = list(discussion.names.map((name) => inSentence(name, 40)), words.language);
  return (
    <div className={partStyles.stack}>
      <p>{t("meeting.record.signed", { by: inSentence(discussion.by, 40), at: moment(discussion.atMs, words.nowMs, words), names })}</p>
      {discussion.text && !projected ? (
        <p>
          <Said text={discussion.text} max={4000} />
        </p>
      ) : null}
    </div>
  );
}
