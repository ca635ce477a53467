import type { ListEpisodesItem } from "@campfire/client";
import { useEffect, useRef, useState } from "react";

import { conversationHref } from "../app/route";
import { useWorkspace } from "../session/WorkspaceContext";
import { Button } from "../ui/Button";
import { csvPages, download } from "./csv";
import { duration } from "./format";
import { Panel } from "./Panel";
import { useFigure } from "./useFigure";
import type { Behind, View } from "./view";

interface BehindPanelProps {
  view: View;
  behind: Behind;
  onClose: () => void;
}

/** The conversations that a number is made of, the newest first. */
export function BehindPanel({ view, behind, onClose }: BehindPanelProps) {
  const { client } = useWorkspace();
  const place = useRef<HTMLDivElement>(null);
  const [before, setBefore] = useState<string>();
  const asked = {
    behind: behind.behind,
    ...view.range,
    ...(behind.agentId === undefined ? {} : { agentId: behind.agentId }),
  };
  const page = useFigure("analytics.episodes", {
    ...asked,
    limit: 20,
    ...(before === undefined ? {} : { before }),
  });
  useEffect(() => place.current?.focus(), [behind]);
  const save = () =>
    void download(
      `${behind.behind}.csv`,
      csvPages(
        ["at", "conversation", "subject", "ms", "agent"],
        (next) =>
          client.request("analytics.episodes", {
            ...asked,
            limit: 200,
            ...(next === undefined ? {} : { before: next }),
          }),
        (item: ListEpisodesItem) => [item.at, item.number, item.subject, item.ms, item.agentName],
      ),
    );
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: view.timezone,
    dateStyle: "medium",
    timeStyle: "short",
  });
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <Panel title={behind.title} says="The conversations behind the number." figure={page}>
        {({ items, next }) => (
          <>
            <ul className="divide-y divide-line text-sm">
              {items.map((item) => (
                <li key={`${item.conversationId} ${item.at}`} className="flex gap-3 py-2">
                  <a
                    dir="auto"
                    className="min-w-0 flex-1 truncate underline"
                    href={conversationHref(item.conversationId)}
                  >
                    {item.number} · {item.subject ?? "without a subject"}
                  </a>
                  {item.ms !== undefined && (
                    <span className="tabular-nums">{duration(item.ms)}</span>
                  )}
                  <span className="hidden text-ink-faint sm:inline">
                    {[item.agentName, time.format(new Date(item.at))]
                      .filter((part) => part !== undefined)
                      .join(", ")}
                  </span>
                </li>
              ))}
            </ul>
            <div className="mt-3 flex flex-wrap gap-2 print:hidden">
              <Button onClick={onClose}>Close</Button>
              <Button onClick={save}>Save all as CSV</Button>
              {before !== undefined && <Button onClick={() => setBefore(undefined)}>Newest</Button>}
              {next !== null && <Button onClick={() => setBefore(next)}>Older</Button>}
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}
