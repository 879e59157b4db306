import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { FailureNotice, Working, partStyles } from "../design/parts";
import { useDrop } from "../design/useDrop";
import { call, failureOf, fileData, type Failure, type ImportView } from "../host";
import styles from "./lists.module.css";

/** As long as the longest list: a longer file is not even read. */
const FILE_BYTES_MAX = 20 * 1024 * 1024;

/** A list by file or by drop. What it is its bytes say. */
export function FilePlace({ onOpened }: { onOpened: (view: ImportView) => void }) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const take = async (files: FileList | null) => {
    const file = files?.[0];
    if (!file || busy) return;
    setBusy(true);
    setFailure(undefined);
    try {
      if (file.size > FILE_BYTES_MAX) {
        setFailure({ code: "table.too_large", args: { max: "20" } });
        return;
      }
      const data = await fileData(file);
      onOpened(await call("import_open", { name: file.name, data }));
    } catch (thrown) {
      setFailure(failureOf(thrown));
    } finally {
      setBusy(false);
    }
  };
  const place = useDrop(take);
  return (
    <div className={partStyles.stack}>
      <div className={styles.place} {...place}>
        <input
          ref={chooser}
          type="file"
          accept=".csv,.txt,.tsv,.xlsx,.vcf,text/csv,text/vcard"
          hidden
          aria-hidden="true"
          onChange={(event) => {
            void take(event.target.files);
            // The same file may be chosen again, after it was saved anew.
            event.target.value = "";
          }}
        />
        <Button look="primary" onPress={() => chooser.current?.click()} isPending={busy}>
          {t("lists.choose")}
        </Button>
        <span className={partStyles.muted}>{t("lists.orDrop")}</span>
        <Working on={busy}>{t("lists.reading")}</Working>
      </div>
      <FailureNotice failure={failure} />
    </div>
  );
}
