import { ProblemError, type OrganizationSettings } from "@campfire/client";
import { useCallback, useEffect, useState } from "react";

import { useWorkspace } from "../session/WorkspaceContext";
import { Button } from "../ui/Button";
import { Notice } from "../ui/Notice";
import { HoursForm } from "./HoursForm";

/** How the organisation is set up. For admins. */
export default function SettingsPage() {
  const { profile, administration } = useWorkspace();
  const isAdmin = profile.role === "admin";
  const [settings, setSettings] = useState<OrganizationSettings>();
  const [problem, setProblem] = useState<string>();

  const load = useCallback(() => {
    setProblem(undefined);
    administration.organization().then(setSettings, (error: unknown) => setProblem(detail(error)));
  }, [administration]);
  useEffect(() => {
    if (isAdmin) load();
  }, [isAdmin, load]);

  if (!isAdmin) {
    return (
      <Notice icon="person" title="For admins">
        <p>Ask an admin of your organisation to change its settings.</p>
      </Notice>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-canvas">
      <div className="mx-auto max-w-3xl p-4 lg:p-6">
        <h2 className="mb-4 text-xl font-semibold tracking-tight">Settings</h2>
        {problem !== undefined ? (
          <p role="alert" className="flex items-center gap-3 text-sm text-danger">
            {problem}
            <Button onClick={load}>Try again</Button>
          </p>
        ) : settings === undefined ? (
          <p className="text-ink-soft">Loading settings …</p>
        ) : (
          <HoursForm hours={settings.businessHours} />
        )}
      </div>
    </div>
  );
}

function detail(error: unknown): string {
  return error instanceof ProblemError ? error.problem.detail : "The settings could not be read.";
}
