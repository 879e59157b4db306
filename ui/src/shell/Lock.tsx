import { useEffect, useRef, useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { FailureNotice, Notice, Working } from "../design/parts";
import { failed, useCommand, type Failure, type StatusView } from "../host";
import { duration } from "../i18n/duration";
import { Said } from "../text/Said";
import { LanguageSwitch } from "./LanguageSwitch";
import { Others } from "./Others";
import styles from "./door.module.css";
import { useReady } from "./ready";
import { Recover } from "./Recover";

export function Lock({ status }: { status: StatusView }) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState("");
  const [forgotten, setForgotten] = useState(false);
  const unlock = useCommand("unlock");
  const wait = useWait(failed(unlock), unlock.submittedAt);
  const byLogin = useByLogin(status.byLogin);
  useReady();
  if (forgotten) return <Recover onBack={() => setForgotten(false)} />;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (unlock.isPending || wait > 0) return;
    unlock.mutate({ passphrase }, { onError: () => setPassphrase("") });
  };
  return (
    <main className={styles.door}>
      <div className={styles.corner}>
        <LanguageSwitch />
      </div>
      <form className={styles.box} onSubmit={submit}>
        <span className={styles.brand}>Fairlead</span>
        <h1 className={styles.name}>
          <Said text={status.name} max={60} />
        </h1>
        <TextField
          label={t("lock.passphrase")}
          type="password"
          autoComplete="current-password"
          autoFocus
          value={passphrase}
          onChange={setPassphrase}
        />
        <FailureNotice failure={failed(unlock) ?? failed(byLogin)} />
        {wait > 0 ? <Notice tone="warn">{t("lock.wait", { left: duration(wait * 1000, t) })}</Notice> : null}
        <Button look="primary" type="submit" isDisabled={wait > 0 || passphrase === ""} isPending={unlock.isPending}>
          {t("lock.unlock")}
        </Button>
        <Working on={unlock.isPending}>{t("lock.working")}</Working>
        <Working on={byLogin.isPending}>{t("byLogin.opening")}</Working>
        <Button look="quiet" onPress={() => setForgotten(true)}>
          {t("lock.forgotten")}
        </Button>
        <Others status={status} />
        {status.demo ? <Notice>{t("lock.demo", { passphrase: status.demo.passphrase })}</Notice> : null}
      </form>
    </main>
  );
}

/** This computer's login opens it once, when the program starts; the passphrase can be typed meanwhile. */
function useByLogin(offered: boolean) {
  const open = useCommand("unlock_by_login");
  const tried = useRef(false);
  useEffect(() => {
    if (!offered || tried.current) return;
    tried.current = true;
    open.mutate(null);
  }, [offered, open]);
  return open;
}

/** Seconds until the next try is allowed; the host says how long, and it grows. */
function useWait(failure: Failure | undefined, since: number): number {
  const ms = Number(failure?.args?.retryAfterMs ?? 0);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!(ms > 0)) return;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [ms, failure, since]);
  const [heard, setHeard] = useState(0);
  useEffect(() => setHeard(Date.now()), [failure]);
  return ms > 0 ? Math.max(0, Math.ceil((heard + ms - now) / 1000)) : 0;
}
