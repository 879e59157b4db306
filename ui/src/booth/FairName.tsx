import { partStyles } from "../design/parts";
import { useSession } from "../shell/session";
import { Said } from "../text/Said";

/** Of which fair a form is. */
export function FairName({ fair }: { fair: string }) {
  const { fairs } = useSession();
  return (
    <p className={partStyles.muted}>
      <Said text={fairs.find((one) => one.id === fair)?.name ?? fair} max={60} />
    </p>
  );
}
