import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { Badge, FailureNotice, Notice, Panel, partStyles } from "../design/parts";
import { failed, useCall, useCommand, type VouchingView } from "../host";
import { list } from "../i18n/format";
import { inSentence, safeText } from "../text/safe";
import { VouchByCode } from "./VouchByCode";

const LOOK_EVERY_MS = 3000;

/** Laptops that vouch for each other by themselves: who is there, and who has seen what was signed here. */
export function Vouching() {
  const { t } = useTranslation();
  const vouching = useCall("lan_vouching", null, { refetchMs: LOOK_EVERY_MS });
  const view = vouching.data;
  return (
    <Panel title={t("vouch.title")} side={view ? <Seen view={view} /> : null}>
      <p className={partStyles.muted}>{t("vouch.why")}</p>
      {view ? <Around view={view} /> : null}
      {view ? <Fishing names={view.fishing} /> : null}
      <FailureNotice failure={failed(vouching)} />
      <div className={partStyles.line}>
        <VouchByCode />
      </div>
      <TypedAddress own={view?.address ?? ""} />
    </Panel>
  );
}

function Seen({ view }: { view: VouchingView }) {
  const { t, i18n } = useTranslation();
  if (!view.signed) return null;
  if (view.seenBy.length === 0) return <Badge>{t("vouch.notYet")}</Badge>;
  const names = list(view.seenBy.map((name) => inSentence(name, 40)), i18n.language);
  return <Badge tone="good">{t("vouch.seen", { names })}</Badge>;
}

function Around({ view }: { view: VouchingView }) {
  const { t, i18n } = useTranslation();
  if (view.address === "") return <p>{t("vouch.off")}</p>;
  if (view.colleagues.length > 0) {
    const names = view.colleagues.map(({ name, address }) => inSentence(name || address, 40));
    return <p>{t("vouch.with", { names: list(names, i18n.language) })}</p>;
  }
  return <p>{t(view.looks ? "vouch.nobody" : "vouch.impossible")}</p>;
}

/** Whose laptops asked about more customers than anybody types. */
function Fishing({ names }: { names: readonly string[] }) {
  const { t, i18n } = useTranslation();
  if (names.length === 0) return null;
  return <Notice tone="warn">{t("hints.fishing", { names: list(names.map((name) => inSentence(name, 40)), i18n.language) })}</Notice>;
}

/** Where laptops do not find each other, somebody types the address that stands on the other screen. */
function TypedAddress({ own }: { own: string }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState("");
  const add = useCommand("lan_witness");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() === "" || add.isPending) return;
    add.mutate({ address: address.trim() }, { onSuccess: () => setAddress("") });
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <TextField
        label={t("vouch.address")}
        placeholder="192.168.1.31:7412"
        inputMode="url"
        value={address}
        onChange={setAddress}
        hint={own === "" ? undefined : t("vouch.own", { address: safeText(own) })}
      />
      <div className={partStyles.line}>
        <Button type="submit" isDisabled={address.trim() === ""} isPending={add.isPending}>
          {t("vouch.add")}
        </Button>
      </div>
      <FailureNotice failure={failed(add)} />
    </form>
  );
}
