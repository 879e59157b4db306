import { useState } from "react";
import { useTranslation } from "react-i18next";

import { PhotoPlace } from "../camera/PhotoPlace";
import { Button } from "../design/Button";
import { Dialog, DialogButtons } from "../design/Dialog";
import { FailureNotice, Notice, Working } from "../design/parts";
import { call, failed, failureOf, useCall, type Failure } from "../host";
import { Picture } from "../photos/Picture";
import styles from "./booth.module.css";

interface Which {
  fair: string;
  /** Null for an entry that is being begun. */
  entry: string | null;
}

/** The photo of a note that is being written (FAIR-12): kept on disk before it is shown. */
export function RivalPhotoField({ fair, entry, hash, onChange }: Which & { hash: string | null; onChange: (hash: string | null) => void }) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const take = (data: string) => {
    setBusy(true);
    setFailure(undefined);
    call("rival_photo_keep", { data, fair, entry })
      .then((kept) => onChange(kept.hash))
      .catch((thrown: unknown) => setFailure(failureOf(thrown)))
      .finally(() => setBusy(false));
  };
  return (
    <div className={styles.photoField} role="group" aria-label={t("booth.rival.photo")}>
      {hash ? (
        <>
          <Shown fair={fair} entry={entry} hash={hash} small />
          <Button small look="quiet" onPress={() => onChange(null)}>
            {t("booth.rival.noPhoto")}
          </Button>
        </>
      ) : (
        <PhotoPlace busy={busy} onPhoto={take} />
      )}
      <FailureNotice failure={failure} />
    </div>
  );
}

/** The photo of a note, for whoever wants to see it: a notebook of many is read by its words. */
export function RivalPhoto({ fair, entry, hash }: Which & { hash: string | null }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!hash) return null;
  return (
    <>
      <Button small look="quiet" onPress={() => setOpen(true)}>
        {t("booth.rival.seePhoto")}
      </Button>
      <Dialog title={t("booth.rival.photo")} open={open} wide onClose={() => setOpen(false)}>
        <Shown fair={fair} entry={entry} hash={hash} />
        <DialogButtons>
          <Button autoFocus onPress={() => setOpen(false)}>
            {t("common.close")}
          </Button>
        </DialogButtons>
      </Dialog>
    </>
  );
}

/** A photo of the notebook that somebody may read; that it is on its way here where it is. */
export function Shown({ fair, entry, hash, small = false }: Which & { hash: string; small?: boolean }) {
  const { t } = useTranslation();
  const photo = useCall("rival_photo", { fair, entry, hash });
  if (photo.error) return <FailureNotice failure={failed(photo)} />;
  if (photo.data?.state === "coming") return <Notice>{t("booth.rival.photoComing")}</Notice>;
  return (
    <div className={small ? styles.photoSmall : styles.photoWhole}>
      <Working on={photo.isPending} />
      {photo.data?.image ? <Picture image={photo.data.image} label={t("booth.rival.photo")} /> : null}
    </div>
  );
}
