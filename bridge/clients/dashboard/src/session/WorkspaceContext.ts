import { createContext, useContext } from "react";

import type { Workspace } from "./createSessionStore";

export const WorkspaceContext = createContext<Workspace | undefined>(undefined);

/** The signed-in agent's profile, connection and drafts. Only below `Shell`. */
export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (workspace === undefined) throw new Error("useWorkspace is for signed-in screens only");
  return workspace;
}
