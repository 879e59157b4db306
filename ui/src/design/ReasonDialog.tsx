import { useEffect, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { Failure } from "../host";
import { Button } from "./Button";
import { Dialog, DialogButtons } from "./Dialog";
import { TextArea } from "./Field";
import { FailureNotice, Working } from "./parts";
import { partStyles } from "./parts";
import { reasons } from "./reasons";

interface Props {
  title: string;
  explain: ReactNode;
  confirm: string;
  open: boolean;
  /** Whether a reason must be given; where not, none is asked for. */
  required: boolean;
  /** What it is about, as no other is: a reason that was typed for it and not given stands there again. */
  of?: string;
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

function ReasonForm({ explain, confirm, required, of, danger = false, pending, failure, onClose, onConfirm }: Props) {
  const { t } = useTranslation();
  const [reason, typing] = useReason(of, failure !== undefined);
  const lacking = required && reason.trim() === "";
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (lacking || pending) return;
    typing.given();
    onConfirm(reason.trim());
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <div className={partStyles.stack}>{explain}</div>
      {required ? <TextArea label={t("common.reason")} value={reason} onChange={typing.type} autoFocus /> : null}
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

/** What is typed, kept when the dialog is closed without it; forgotten once it was given and nothing failed. */
function useReason(of: string | undefined, isFailed: boolean) {
  const [reason, setReason] = useState(() => (of === undefined ? "" : reasons.of(of)));
  const wasGiven = useRef(false);
  const hasFailed = useRef(isFailed);
  hasFailed.current = isFailed;
  useEffect(
    () => () => {
      if (of !== undefined && wasGiven.current && !hasFailed.current) reasons.forget(of);
    },
    [of],
  );
  const type = (text: string) => {
    setReason(text);
    wasGiven.current = false;
    if (of !== undefined) reasons.keep(of, text);
  };
  const given = () => {
    wasGiven.current = true;
  };
  return [reason, { type, given }] as const;
}
