/** Who is at the meeting from which something is assigned (OWN-05); null where there is no meeting. */
import { createContext } from "react";

export const PresentContext = createContext<string[] | null>(null);
