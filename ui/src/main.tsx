import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { ApiError } from "./api/client";
import { App } from "./app/App";
import { CrashScreen } from "./app/CrashScreen";
import { pressOnce } from "./app/keys";
import { applyTheme } from "./app/prefs";
import "./styles/main.scss";

applyTheme();
pressOnce();

const client = new QueryClient({
  defaultOptions: {
    queries: {
      // The live stream says when to read again. Reads of personal data are
      // journalled, so the console does not read for the sake of reading.
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      // A node without a way to the outside still answers its own console.
      networkMode: "always",
      // One more try soon; after that the person is told.
      retryDelay: 700,
      retry: (failures, error) => failures < 1 && !(error instanceof ApiError && error.status >= 400 && error.status < 500),
    },
    mutations: { networkMode: "always", retry: false },
  },
});

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <CrashScreen>
        <QueryClientProvider client={client}>
          <App />
        </QueryClientProvider>
      </CrashScreen>
    </StrictMode>,
  );
}
