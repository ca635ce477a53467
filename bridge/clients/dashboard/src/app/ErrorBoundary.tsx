import { Component, type ReactNode } from "react";

import { Button } from "../ui/Button";
import { Logo } from "../ui/Logo";
import { INBOX_HREF } from "./route";

interface ErrorBoundaryState {
  failure?: unknown;
  failed: boolean;
}

/** What an agent sees if a screen breaks: that nothing is lost, how to go on, and what to report. */
export class ErrorBoundary extends Component<{ children: ReactNode }, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { failed: false };

  static getDerivedStateFromError(failure: unknown): ErrorBoundaryState {
    return { failure, failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const { failure } = this.state;
    return (
      <main className="flex min-h-full items-center justify-center p-6">
        <div
          role="alert"
          className="w-full max-w-120 rounded-2xl border border-line bg-surface p-8 shadow-sm"
        >
          <Logo className="mb-4 size-12" />
          <h1 className="text-xl font-bold tracking-tight">This screen stopped working</h1>
          <p className="mt-2 text-sm text-pretty text-ink-soft">
            That is a fault of ours. Your drafts and everything that was sent are safe. Reloading
            mostly helps; if it does not, go back to the inbox, and send the details below to your
            administrator.
          </p>
          <div className="mt-5 flex flex-wrap gap-2">
            <Button look="primary" onClick={() => window.location.reload()}>
              Reload
            </Button>
            <Button
              onClick={() => {
                window.location.hash = INBOX_HREF;
                window.location.reload();
              }}
            >
              Back to the inbox
            </Button>
          </div>
          <details className="mt-5 text-xs text-ink-soft">
            <summary className="font-medium">Details</summary>
            <pre className="mt-2 max-h-48 overflow-auto rounded-lg bg-sunken p-3 whitespace-pre-wrap">
              {failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}
            </pre>
          </details>
        </div>
      </main>
    );
  }
}
