import { BoothScreen } from "../booth/BoothScreen";
import { BookScreen } from "../book/BookScreen";
import { CaptureScreen } from "../capture/CaptureScreen";
import { DayScreen } from "../day/DayScreen";
import { EveningScreen } from "../evening/EveningScreen";
import { FairScreen } from "../fair/FairScreen";
import { HqScreen } from "../hq/HqScreen";
import { LeadScreen } from "../leads/LeadScreen";
import { LeadsScreen } from "../leads/LeadsScreen";
import { ListsScreen } from "../lists/ListsScreen";
import { ReportsScreen } from "../reports/ReportsScreen";
import type { Route } from "../router/route";
import { SyncScreen } from "../sync/SyncScreen";

export function Screen({ route }: { route: Route }) {
  switch (route.desk) {
    case "capture":
      return <CaptureScreen />;
    case "leads":
      return <LeadsScreen view={route.rest} />;
    case "lead":
      return <LeadScreen card={route.rest} />;
    case "day":
      return <DayScreen />;
    case "evening":
      return <EveningScreen />;
    case "hq":
      return <HqScreen />;
    case "sync":
      return <SyncScreen />;
    case "lists":
      return <ListsScreen />;
    case "booth":
      return <BoothScreen />;
    case "reports":
      return <ReportsScreen card={route.rest} />;
    case "book":
      return <BookScreen />;
    case "fair":
      return <FairScreen />;
  }
}
