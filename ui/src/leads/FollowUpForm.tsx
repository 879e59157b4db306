import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import { Check, TextArea } from "../design/Field";
import { FailureNotice, Notice, Panel, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCommand } from "../host";
import { keyOf, useAction } from "../keyboard/useAction";
import { useKept } from "../shell/kept";

const CHANNELS = ["phone", "visit", "meeting", "sms", "im", "mail", "event"] as const;

/** Records a contact (FUP-10). */
export function FollowUpForm({ card }: { card: string }) {
  const { t } = useTranslation();
  const [channel, setChannel] = useState("phone");
  const [connected, setConnected] = useState(true);
  const [text, setText] = useKept(`followUp/${card}`, "");
  const area = useRef<HTMLTextAreaElement>(null);
  const follow = useCommand("follow_up");
  useAction("lead.followUp", () => area.current?.focus());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    follow.mutate({ card, channel, connected, text }, { onSuccess: () => setText("") });
  };
  return (
    <Panel title={t("followUp.title")} side={<Key of={keyOf("lead.followUp")} />}>
      <form className={partStyles.stack} onSubmit={submit}>
        <div className={partStyles.line}>
          <Pick
            label={t("followUp.channel")}
            showLabel={false}
            options={CHANNELS.map((id) => ({ id, name: t(`channel.${id}`) }))}
            value={channel}
            onChange={setChannel}
          />
          <Check label={t("followUp.connected")} checked={connected} onChange={setConnected} />
        </div>
        <TextArea ref={area} label={t("followUp.text")} value={text} onChange={setText} />
        <FailureNotice failure={failed(follow)} />
        <div className={partStyles.line}>
          <Button type="submit" isPending={follow.isPending}>
            {t("followUp.save")}
          </Button>
          {follow.isSuccess && text === "" ? <Notice tone="good">{t("common.saved")}</Notice> : null}
        </div>
      </form>
    </Panel>
  );
}
