import { useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Failure } from "../host";
import { Button } from "./Button";
import { Dialog, DialogButtons } from "./Dialog";
import { TextArea } from "./Field";
import { FailureNotice, Working } from "./parts";
import { partStyles } from "./parts";

interface Props {
  title: string;
  explain: ReactNode;
  confirm: string;
  open: boolean;
  /** Whether a reason must be given; where not, none is asked for. */
  required: boolean;
  danger?: boolean;
  pending: boolean;
  failure: Failure | undefined;
  onClose: () => void;
  onConfirm: (reason: string) => void;
}

/** Asks before something that cannot be taken back, and for the reason where a rule wants one. */
export function ReasonDialog(props: Props) {
  return (
    <Dialog title={props.title} open={props.open} onClose={props.onClose}>
      <ReasonForm {...props} />
    </Dialog>
  );
}

function ReasonForm({ explain, confirm, required, danger = false, pending, failure, onClose, onConfirm }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const lacking = required && reason.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!lacking && !pending) onConfirm(reason.trim());
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <div>{explain}</div>
      {required ? <TextArea label={t("common.reason")} value={reason} onChange={setReason} autoFocus /> : null}
      <FailureNotice failure={failure} />
      <Working on={pending} />
      <DialogButtons>
        <Button onPress={onClose}>{t("common.cancel")}</Button>
        <Button type="submit" look={danger ? "danger" : "primary"} isDisabled={lacking || pending} autoFocus={!required}>
          {confirm}
        </Button>
      </DialogButtons>
    </form>
  );
}
