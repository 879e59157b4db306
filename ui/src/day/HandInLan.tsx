import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import { PhotosUnderWay } from "../desk/PhotosUnderWay";
import { SixWords } from "../desk/SixWords";
import { brought } from "../desk/Taken";
import { Button } from "../design/Button";
import { Dialog } from "../design/Dialog";
import { TextField } from "../design/Field";
import { FailureNotice, Notice, Working, partStyles } from "../design/parts";
import { failed, useCall, useCommand, type LanPeerView } from "../host";
import { inSentence } from "../text/safe";
import type { Statement } from "./HandIn";
import { Nearby } from "./Nearby";

const PHOTOS_EVERY_MS = 2000;

/** By cable or Wi-Fi, laptop to laptop: the address stands on the supervisor's screen. `cards` are the day's. */
export function HandInLan({ statement, cards, supervisor }: { statement: Statement; cards: number; supervisor: string }) {
  const { t } = useTranslation();
  const [address, setAddress] = useState("");
  const send = useCommand("hand_in_lan");
  const confirm = useCommand("lan_confirm");
  // What was handed over; a card that is signed afterwards was not.
  const [handed, setHanded] = useState(0);
  const lan = useCall("lan", null, { refetchMs: PHOTOS_EVERY_MS, enabled: confirm.isSuccess });
  const peer = send.data;
  const asking = peer !== undefined && peer.words.length > 0 && !confirm.isSuccess && !confirm.isError;
  // Two laptops that have met before have no words to compare: the exchange goes on.
  const goOn = (found: LanPeerView) => {
    if (found.words.length === 0) agree(found);
  };
  const agree = ({ id }: LanPeerView) => {
    setHanded(cards);
    confirm.mutate({ id, same: true });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (address.trim() !== "") callOn(address.trim(), "");
  };
  // Who was chosen by name is called by name: only his key answers for him, wherever the announcement leads.
  const callOn = (where: string, person: string) => {
    if (send.isPending) return;
    confirm.reset();
    send.mutate({ ...statement, address: where, person }, { onSuccess: goOn });
  };
  const answer = (same: boolean) => {
    if (!peer) return;
    if (same) return agree(peer);
    // Refused, or closed without an answer: the exchange ends, whatever the other side does.
    confirm.mutate({ id: peer.id, same });
    send.reset();
  };
  return (
    <form className={partStyles.stack} onSubmit={submit}>
      <Nearby
        supervisor={supervisor}
        busy={send.isPending || asking}
        onChoose={(door) => {
          setAddress(door.address);
          callOn(door.address, door.person);
        }}
      />
      <TextField label={t("handIn.address")} placeholder="192.168.1.20:7411" inputMode="url" value={address} onChange={setAddress} hint={t("handIn.addressHint")} />
      <div className={partStyles.line}>
        <Button type="submit" look="primary" isDisabled={address.trim() === ""} isPending={send.isPending}>
          {t("handIn.send")}
        </Button>
        <Working on={send.isPending || confirm.isPending}>{t("handIn.working")}</Working>
      </div>
      <FailureNotice failure={failed(send)} />
      {asking ? (
        <Dialog title={t("lan.title")} open onClose={() => answer(false)}>
          <SixWords peer={peer} pending={confirm.isPending} onAnswer={answer} />
        </Dialog>
      ) : null}
      {asking ? null : <FailureNotice failure={failed(confirm)} />}
      {confirm.data ? (
        <Notice tone="good">
          {t("handIn.received", { name: inSentence(confirm.data.from, 40), cards: t("counted.cards", { count: handed }) })}
          {confirm.data.cards > 0 ? ` ${brought(confirm.data, t)}` : null}
        </Notice>
      ) : null}
      <PhotosUnderWay left={lan.data?.photosLeft} />
    </form>
  );
}
