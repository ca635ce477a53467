import { lazy, Suspense } from "react";

import { ConversationPanel } from "../conversation/ConversationPanel";
import { Attention } from "../attention/Attention";
import { AssignmentNotices } from "../handling/AssignmentNotices";
import { ConversationList } from "../inbox/ConversationList";
import type { Workspace } from "../session/createSessionStore";
import { WorkspaceContext } from "../session/WorkspaceContext";
import { Logo } from "../ui/Logo";
import { useRetained } from "../ui/useRetained";
import { ConnectionBanner } from "./ConnectionBanner";
import { Rail } from "./Rail";
import { ShortcutsDialog } from "./ShortcutsDialog";
import { useRoute } from "./useRoute";
import { useShortcuts } from "./useShortcuts";

/** With its plots the largest part, which most visits never need. */
const AnalyticsPage = lazy(() => import("../analytics/AnalyticsPage"));

/** For admins alone. */
const SettingsPage = lazy(() => import("../settings/SettingsPage"));

interface ShellProps {
  workspace: Workspace;
  onSignOut: () => void;
}

/** The signed-in screen: rail, list, conversation; on narrow screens the list or the conversation. */
export function Shell({ workspace, onSignOut }: ShellProps) {
  const route = useRoute();
  const openId = route.view === "conversation" ? route.id : undefined;
  useShortcuts(openId);
  useRetained(workspace.client.presence);

  return (
    <WorkspaceContext value={workspace}>
      <div className="flex h-dvh flex-col lg:flex-row print:block print:h-auto">
        <Rail onSignOut={onSignOut} />
        <div className="flex min-h-0 min-w-0 flex-1 flex-col print:block">
          <ConnectionBanner />
          <main className="flex min-h-0 flex-1 print:block">
            <h1 className="sr-only">Campfire</h1>
            {route.view === "analytics" ? (
              <Suspense fallback={<p className="m-auto text-ink-soft">Loading figures …</p>}>
                <AnalyticsPage tab={route.tab} />
              </Suspense>
            ) : route.view === "settings" ? (
              <Suspense fallback={<p className="m-auto text-ink-soft">Loading settings …</p>}>
                <SettingsPage />
              </Suspense>
            ) : (
              <>
                <div
                  className={`min-h-0 w-full min-w-0 flex-col border-line lg:flex lg:w-88 lg:shrink-0 lg:border-r xl:w-96 ${openId === undefined ? "flex" : "hidden"}`}
                >
                  <ConversationList openId={openId} />
                </div>
                <div
                  className={`min-h-0 min-w-0 flex-1 flex-col lg:flex ${openId === undefined ? "hidden" : "flex"}`}
                >
                  {openId === undefined ? (
                    <NothingOpen />
                  ) : (
                    <ConversationPanel key={openId} id={openId} />
                  )}
                </div>
              </>
            )}
          </main>
        </div>
        <ShortcutsDialog />
        <AssignmentNotices />
        <Attention />
      </div>
    </WorkspaceContext>
  );
}

function NothingOpen() {
  return (
    <div className="m-auto max-w-80 p-6 text-center">
      <Logo className="mx-auto mb-4 size-16" />
      <p className="text-lg font-semibold tracking-tight">Pick a conversation</p>
      <p className="mt-1 text-sm text-pretty text-ink-soft">
        Choose one from the list, or press <Key>j</Key> and <Key>k</Key> to walk through it and{" "}
        <Key>Enter</Key> to open.
      </p>
    </div>
  );
}

function Key({ children }: { children: string }) {
  return (
    <kbd className="rounded border border-line bg-surface px-1.5 py-0.5 font-sans text-xs font-semibold text-ink">
      {children}
    </kbd>
  );
}
