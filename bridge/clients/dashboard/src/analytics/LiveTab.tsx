import { useReadable } from "../ui/useReadable";
import { useWorkspace } from "../session/WorkspaceContext";
import { count, duration } from "./format";
import { Panel } from "./Panel";
import { rangeOf } from "./range";
import { Tile } from "./Tile";
import { useFigure } from "./useFigure";
import type { View } from "./view";

interface LiveTabProps {
  view: View;
  openNow?: number | undefined;
  waitingNow?: number | undefined;
  now: Date;
}

/** For the screen on the wall: how it stands, and today so far. */
export function LiveTab({ view, openNow, waitingNow, now }: LiveTabProps) {
  const { client } = useWorkspace();
  const presence = useReadable(client.presence);
  const today = useFigure(
    "analytics.overview",
    { ...rangeOf("today", view.timezone, now), timezone: view.timezone },
    view.version,
  );
  const there = presence.agents.filter((agent) => agent.isOnline);
  return (
    <Panel
      title="Right now"
      says="Moves by itself within two seconds."
      figure={today}
      className="bg-transparent"
    >
      {(is) => (
        <div aria-live="polite" className="grid grid-cols-2 gap-4 lg:grid-cols-3">
          <Tile large label="Waiting for an answer" value={count(waitingNow ?? is.waitingNow)} />
          <Tile large label="Open" value={count(openNow ?? is.openNow)} />
          <Tile large label="Agents here" value={count(there.length)} />
          <Tile
            large
            label="First response today, median"
            value={is.firstResponseTime === null ? "none" : duration(is.firstResponseTime.p50)}
          />
          <Tile large label="Opened today" value={count(is.conversationsOpened)} />
          <Tile large label="Resolved today" value={count(is.conversationsResolved)} />
        </div>
      )}
    </Panel>
  );
}
