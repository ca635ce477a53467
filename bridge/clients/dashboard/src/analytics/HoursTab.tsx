import type { ReadHeatMapCell } from "@campfire/client";
import { lazy, Suspense, useMemo } from "react";

import { heatOption, WEEKDAYS } from "./options";
import { AsTable, Panel } from "./Panel";
import { useFigure } from "./useFigure";
import type { View } from "./view";

const Drawing = lazy(() => import("./Drawing").then((file) => ({ default: file.Drawing })));

/** When in the week people write, and when they are answered. */
export function HoursTab({ view }: { view: View }) {
  return (
    <div className="grid grid-cols-1 gap-4">
      <Hours view={view} of="conversationsOpened" title="Conversations opened, by hour" />
      <Hours view={view} of="contactMessages" title="Messages of contacts, by hour" />
      <Hours view={view} of="replies" title="Replies, by hour" />
    </div>
  );
}

interface HoursProps {
  view: View;
  of: "conversationsOpened" | "contactMessages" | "replies";
  title: string;
}

function Hours({ view, of, title }: HoursProps) {
  const map = useFigure(
    "analytics.heatMap",
    { of, ...view.range, timezone: view.timezone },
    view.version,
  );
  return (
    <Panel title={title} says={view.timezone} figure={map}>
      {({ cells }) => <Heat title={title} cells={cells} />}
    </Panel>
  );
}

function Heat({ title, cells }: { title: string; cells: ReadHeatMapCell[] }) {
  const option = useMemo(() => heatOption(cells), [cells]);
  const at = (weekday: number, hour: number): number =>
    cells.find((cell) => cell.weekday === weekday && cell.hour === hour)?.count ?? 0;
  return (
    <>
      <Suspense fallback={<div className="h-72" />}>
        <Drawing option={option} className="h-72" />
      </Suspense>
      <AsTable
        caption={title}
        head={["Day", ...Array.from({ length: 24 }, (_, hour) => `${hour}:00`)]}
        rows={WEEKDAYS.map((day, index) => [
          day,
          ...Array.from({ length: 24 }, (_, hour) => at(index + 1, hour)),
        ])}
      />
    </>
  );
}
