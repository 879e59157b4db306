import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "../design/Button";
import { Notice } from "../design/parts";

/** A screen that breaks must not take the window with it: the others, and what is on disk, are safe. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown) {
    console.error(error);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return <Broken onRetry={() => this.setState({ broken: false })} />;
  }
}

function Broken({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice tone="bad">
      {t("shell.broken")} <Button onPress={onRetry}>{t("common.retry")}</Button>
    </Notice>
  );
}
