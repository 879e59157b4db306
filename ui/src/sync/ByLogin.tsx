import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { FailureNotice, Working, partStyles } from "../design/parts";
import { failed, useCall, useCommand } from "../host";

/** Whether this computer's login opens the workspace when the program starts. Off until its person wants it. */
export function ByLogin() {
  const { t } = useTranslation();
  const view = useCall("by_login", null);
  const [asking, setAsking] = useState(false);
  const { on, possible } = view.data ?? { on: false, possible: false };
  if (!view.data || (!possible && !on)) return null;
  return (
    <div className={partStyles.stack}>
      <h3>{t("byLogin.title")}</h3>
      <p className={partStyles.muted}>{t(on ? "byLogin.on" : "byLogin.off")}</p>
      {asking ? (
        <Ask on={!on} onEnd={() => setAsking(false)} />
      ) : (
        <div className={partStyles.line}>
          <Button small onPress={() => setAsking(true)}>
            {t(on ? "byLogin.turnOff" : "byLogin.turnOn")}
          </Button>
        </div>
      )}
    </div>
  );
}

function Ask({ on, onEnd }: { on: boolean; onEnd: () => void }) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState("");
  const turn = useCommand("set_by_login");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== "" && !turn.isPending) turn.mutate({ on, passphrase }, { onSuccess: onEnd });
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <TextField label={t("lock.passphrase")} type="password" autoComplete="current-password" autoFocus value={passphrase} onChange={setPassphrase} />
      <FailureNotice failure={failed(turn)} />
      <div className={partStyles.line}>
        <Button look="primary" type="submit" isDisabled={passphrase === ""} isPending={turn.isPending}>
          {t(on ? "byLogin.turnOn" : "byLogin.turnOff")}
        </Button>
        <Button look="quiet" onPress={onEnd}>
          {t("common.cancel")}
        </Button>
        <Working on={turn.isPending}>{t("byLogin.working")}</Working>
      </div>
    </form>
  );
}
