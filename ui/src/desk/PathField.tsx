import { useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { TextField } from "../design/Field";
import { Notice, partStyles } from "../design/parts";
import { host } from "../host";

type What = "file" | "folder";

interface Props {
  label: string;
  hint: ReactNode;
  /** What may be chosen. */
  of: readonly What[];
  value: string;
  onChange: (path: string) => void;
}

/** Asks for a file or a folder: chosen as the system lets one choose, where it does; typed everywhere. */
export function PathField({ label, hint, of, value, onChange }: Props) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const { choosePath } = host();
  const choose = async (what: What) => {
    setFailed(false);
    try {
      const path = await choosePath?.(what, label);
      if (path === undefined) return;
      onChange(path);
      field.current?.focus();
    } catch {
      setFailed(true);
    }
  };
  return (
    <>
      <TextField ref={field} label={label} hint={hint} value={value} onChange={onChange} />
      {choosePath ? (
        <div className={partStyles.line}>
          {of.map((what) => (
            <Button key={what} small onPress={() => void choose(what)}>
              {t(`path.${what}`)}
            </Button>
          ))}
        </div>
      ) : null}
      {failed ? <Notice tone="warn">{t("path.failed")}</Notice> : null}
    </>
  );
}
