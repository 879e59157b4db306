import { useRef, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import { TextArea } from "../design/Field";
import { FailureNotice, Panel, partStyles } from "../design/parts";
import { failed, useCommand } from "../host";
import { keyOf, useAction } from "../keyboard/useAction";
import { useKept } from "../shell/kept";

/** A helper opens his notes to whom he helps (DUP-03). It is done once, and is not taken back. */
export function HelpForm({ card }: { card: string }) {
  const { t } = useTranslation();
  const [text, setText] = useKept(`help/${card}`, "");
  const area = useRef<HTMLTextAreaElement>(null);
  const help = useCommand("help_note");
  useAction("lead.help", () => area.current?.focus());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    help.mutate({ card, text }, { onSuccess: () => setText("") });
  };
  return (
    <Panel title={t("help.title")} side={<Key of={keyOf("lead.help")} />}>
      <form className={partStyles.stack} onSubmit={submit}>
        <p className={partStyles.muted}>{t("help.why")}</p>
        <TextArea ref={area} label={t("help.text")} value={text} onChange={setText} />
        <FailureNotice failure={failed(help)} />
        <div className={partStyles.line}>
          <Button type="submit" isPending={help.isPending}>
            {t("help.open")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
