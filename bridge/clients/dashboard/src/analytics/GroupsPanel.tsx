import type { ReadGroupsGroup, TimeFigure } from "@campfire/client";

import { CHANNEL } from "../inbox/describe";
import { Button } from "../ui/Button";
import { csvPages, download } from "./csv";
import { count, duration } from "./format";
import { FigureTable, Panel } from "./Panel";
import { useFigure } from "./useFigure";
import type { View } from "./view";

interface GroupsPanelProps {
  view: View;
  by: "channel" | "tag";
}

const TITLES = { channel: "Times by channel, median", tag: "Times by tag, median" } as const;
const NAMES = { channel: "Channel", tag: "Tag" } as const;

/** How long things took, by what the conversations were. */
export function GroupsPanel({ view, by }: GroupsPanelProps) {
  const figure = useFigure("analytics.groups", { by, ...view.range }, view.version);
  return (
    <Panel title={TITLES[by]} figure={figure}>
      {({ groups }) =>
        groups.length === 0 ? (
          <p className="py-4 text-sm text-ink-soft">Nothing in this period.</p>
        ) : (
          <>
            <div className="overflow-x-auto" tabIndex={0} role="group" aria-label={TITLES[by]}>
              <FigureTable
                caption={TITLES[by]}
                head={[NAMES[by], "First response", "Reply", "Resolution", "Replies"]}
                rows={groups.map((group) => [
                  by === "channel" ? (CHANNELS[group.key] ?? group.key) : group.key,
                  median(group.firstResponseTime),
                  median(group.replyTime),
                  median(group.resolutionTime),
                  count(group.replyTime?.count ?? 0),
                ])}
              />
            </div>
            <Button
              className="mt-3 print:hidden"
              onClick={() => void download(`${by}s.csv`, rows(by, groups))}
            >
              Save as CSV
            </Button>
          </>
        )
      }
    </Panel>
  );
}

const CHANNELS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(CHANNEL).map(([key, { label }]) => [key, label]),
);

function median(time: TimeFigure | null): string {
  return time === null ? "none" : duration(time.p50);
}

function rows(by: string, groups: ReadGroupsGroup[]): AsyncIterable<string> {
  return csvPages(
    [by, "firstResponseMs", "replyMs", "resolutionMs", "replies", "resolutions"],
    () => Promise.resolve({ items: groups, next: null }),
    (group) => [
      group.key,
      group.firstResponseTime?.p50,
      group.replyTime?.p50,
      group.resolutionTime?.p50,
      group.replyTime?.count ?? 0,
      group.resolutionTime?.count ?? 0,
    ],
  );
}
