import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { partStyles } from "../design/parts";
import { safeText } from "../text/safe";

/** A path or a code that somebody will need elsewhere. */
export function CopyPath({ path }: { path: string }) {
  return (
    <span className={partStyles.line}>
      <code className={partStyles.mono}>{safeText(path)}</code>
      <CopyButton text={path} />
    </span>
  );
}

export function CopyButton({ text, small = true }: { text: string; small?: boolean }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <Button small={small} onPress={copy}>
      {copied ? t("common.copied") : t("common.copy")}
    </Button>
  );
}
