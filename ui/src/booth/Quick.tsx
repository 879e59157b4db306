import { useEffect } from "react";
import { useTranslation } from "react-i18next";

import { Dialog } from "../design/Dialog";
import { useAction } from "../keyboard/useAction";
import { useSession } from "../shell/session";
import { ask, useAsked } from "./asked";
import { ReceptionForm } from "./ReceptionForm";
import { RivalForm } from "./RivalForm";

/**
 * Writing down a rival or a visitor from any screen, by one key: whoever stands at the booth has no time to look for
 * a page. The focus goes back to where it was.
 */
export function Quick() {
  const { t } = useTranslation();
  const { fairs } = useSession();
  const asked = useAsked();
  // The booth's own screen offers the same for the fair that one looks at.
  const mine = fairs.filter((fair) => fair.mine);
  const fair = mine.find((one) => one.today) ?? mine[0];
  const open = (form: "rival" | "reception") => fair && ask({ form, fair: fair.id });
  useAction("booth.rival", () => open("rival"), fair !== undefined);
  useAction("booth.visitor", () => open("reception"), fair !== undefined);
  useEffect(() => () => ask(undefined), []);
  const close = () => ask(undefined);
  const title = asked?.form === "reception" ? (asked.row ? "booth.visitor.again" : "booth.visitor.new") : asked?.row ? "booth.rival.again" : "booth.rival.new";
  return (
    <Dialog title={t(title)} open={asked !== undefined} onClose={close} wide>
      {asked?.form === "rival" ? <RivalForm fair={asked.fair} row={asked.row} onDone={close} /> : null}
      {asked?.form === "reception" ? <ReceptionForm fair={asked.fair} row={asked.row} onDone={close} /> : null}
    </Dialog>
  );
}
