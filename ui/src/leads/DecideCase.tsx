import { useRef, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button, Key } from "../design/Button";
import { Choices, TextArea } from "../design/Field";
import { toHeading } from "../design/focus";
import { FailureNotice, partStyles } from "../design/parts";
import { failed, useCommand, type CaseView } from "../host";
import { keyOf, useAction } from "../keyboard/useAction";
import { useKept } from "../shell/kept";

/** The decision, with its reason. Nothing is chosen beforehand: what the rules recommend stands above. */
export function DecideCase({ card, open }: { card: string; open: CaseView }) {
  const { t } = useTranslation();
  const [kept, keep] = useKept(`case/${open.id}`, { choice: "", reason: "" });
  const { choice, reason } = kept;
  const setChoice = (next: string) => keep({ ...kept, choice: next });
  const setReason = (next: string) => keep({ ...kept, reason: next });
  const form = useRef<HTMLFormElement>(null);
  const decide = useCommand("case_decide");
  useAction("lead.decide", () => form.current?.querySelector<HTMLInputElement>("input")?.focus());
  // The form is gone then: what was decided stands above, at the top of the page.
  const decided = () => {
    keep({ choice: "", reason: "" });
    requestAnimationFrame(() => {
      const main = document.querySelector("main");
      main?.scrollTo({ top: 0 });
      toHeading(main);
    });
  };
  const lacking = choice === "" || reason.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!lacking) decide.mutate({ card, case: open.id, adopt: choice === "adopt", reason: reason.trim() }, { onSuccess: decided });
  };
  return (
    <form ref={form} className={partStyles.stack} onSubmit={submit}>
      <div className={partStyles.line}>
        <Choices
          label={t("case.decision")}
          value={choice}
          choices={[
            { value: "uphold", label: t("case.uphold") },
            { value: "adopt", label: t(open.appeal ? "case.reverse" : "case.adopt") },
          ]}
          onChange={setChoice}
        />
        <Key of={keyOf("lead.decide")} />
      </div>
      <TextArea label={t("case.reason")} hint={t("case.reasonHint")} rows={2} value={reason} onChange={setReason} />
      <FailureNotice failure={failed(decide)} />
      <div className={partStyles.line}>
        <Button type="submit" look="primary" isDisabled={lacking} isPending={decide.isPending}>
          {t("case.decide")}
        </Button>
        <span className={partStyles.muted}>{t("case.takesEffect")}</span>
      </div>
    </form>
  );
}
