import { useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import { Check, TextField } from "../design/Field";
import { FailureNotice, Notice, Panel, partStyles } from "../design/parts";
import { Pick } from "../design/Pick";
import { failed, useCommand, type CardInput } from "../host";
import { keyOf, useAction } from "../keyboard/useAction";

const EVIDENCE = ["phone", "visit", "sms", "mail"] as const;

/** Sets the fair class by annual use (CLS-01), with its evidence (FUP-01). */
export function ClassifyForm({ card, fields }: { card: string; fields: CardInput | null }) {
  const { t } = useTranslation();
  const [usage, setUsage] = useState(fields?.usage ?? "");
  const [stable, setStable] = useState(fields?.stable ?? false);
  const [special, setSpecial] = useState(false);
  const [evidence, setEvidence] = useState("phone");
  const input = useRef<HTMLInputElement>(null);
  const classify = useCommand("classify");
  useAction("lead.classify", () => input.current?.focus());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    classify.mutate({ card, usage: usage.trim(), stable, special, evidence });
  };
  const weak = evidence === "sms" || evidence === "mail";
  return (
    <Panel title={t("classify.title")} side={<Key of={keyOf("lead.classify")} />}>
      <form className={partStyles.stack} onSubmit={submit}>
        <div className={partStyles.line} data-end="true">
          <TextField ref={input} label={t("classify.usage")} inputMode="decimal" value={usage} onChange={setUsage} />
          <Pick
            label={t("classify.evidence")}
            options={EVIDENCE.map((id) => ({ id, name: t(`channel.${id}`) }))}
            value={evidence}
            onChange={setEvidence}
          />
        </div>
        <div className={partStyles.line}>
          <Check label={t("classify.stable")} checked={stable} onChange={setStable} />
          <Check label={t("classify.special")} checked={special} onChange={setSpecial} />
        </div>
        {weak ? <Notice tone="warn">{t("classify.weak")}</Notice> : null}
        <FailureNotice failure={failed(classify)} />
        <div className={partStyles.line}>
          <Button type="submit" isPending={classify.isPending}>
            {t("classify.save")}
          </Button>
          {classify.isSuccess ? <Notice tone="good">{t("common.saved")}</Notice> : null}
        </div>
      </form>
    </Panel>
  );
}
