import { createContext, useContext } from "react";

import type { SessionView } from "../host";

export const SessionContext = createContext<SessionView | undefined>(undefined);

/** Who is at the desk. Only inside the open window. */
export function useSession(): SessionView {
  const session = useContext(SessionContext);
  if (!session) throw new Error("useSession is for screens inside the Shell");
  return session;
}
