import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import "./design/base.css";
import { showSize } from "./design/size";
import { showTheme, theme } from "./design/theme";
import { chooseHost, host, invalidateTopics, queryClient } from "./host";
import "./i18n";
import { listenForKeys } from "./keyboard/useAction";
import { App } from "./shell/App";

showTheme(theme());
await chooseHost();
showSize();
host().onStale((topics) => invalidateTopics(topics));
listenForKeys();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <App />
    </QueryClientProvider>
  </StrictMode>,
);
