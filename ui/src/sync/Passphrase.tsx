import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { FailureNotice, Notice, Panel, Working, partStyles } from "../design/parts";
import { failed, useCommand } from "../host";
import { NewPassphrase, useNewPassphrase } from "../shell/NewPassphrase";
import { useSession } from "../shell/session";
import { ByLogin } from "./ByLogin";

/** Changing the passphrase of this laptop. */
export function Passphrase() {
  const { t } = useTranslation();
  const { lockMinutes } = useSession();
  const [open, setOpen] = useState(false);
  const [changed, setChanged] = useState(false);
  return (
    <Panel title={t("passphrase.title")}>
      {open ? (
        <Change
          onEnd={(done) => {
            setOpen(false);
            setChanged(done);
          }}
        />
      ) : (
        <div className={partStyles.stack}>
          {changed ? <Notice tone="good">{t("passphrase.changed")}</Notice> : <p className={partStyles.muted}>{t("passphrase.explain")}</p>}
          {lockMinutes > 0 ? <p className={partStyles.muted}>{t("passphrase.autoLock", { count: lockMinutes })}</p> : null}
          <div className={partStyles.line}>
            <Button small onPress={() => setOpen(true)}>
              {t("passphrase.change")}
            </Button>
          </div>
          <ByLogin />
        </div>
      )}
    </Panel>
  );
}

function Change({ onEnd }: { onEnd: (changed: boolean) => void }) {
  const { t } = useTranslation();
  const [old, setOld] = useState("");
  const chosen = useNewPassphrase();
  const change = useCommand("change_passphrase");
  const complete = old !== "" && chosen.fit;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (complete && !change.isPending) change.mutate({ old, new: chosen.value }, { onSuccess: () => onEnd(true) });
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <TextField label={t("passphrase.old")} type="password" autoComplete="current-password" autoFocus value={old} onChange={setOld} />
      <NewPassphrase of={chosen} label={t("passphrase.new")} />
      <FailureNotice failure={failed(change)} />
      <div className={partStyles.line}>
        <Button look="primary" type="submit" isDisabled={!complete} isPending={change.isPending}>
          {t("passphrase.confirm")}
        </Button>
        <Button look="quiet" onPress={() => onEnd(false)}>
          {t("common.cancel")}
        </Button>
        <Working on={change.isPending}>{t("lock.working")}</Working>
      </div>
    </form>
  );
}
