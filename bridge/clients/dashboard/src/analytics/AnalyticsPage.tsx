import { useMemo, useState } from "react";

import { analyticsHref, type AnalyticsTab } from "../app/route";
import { Button } from "../ui/Button";
import { useClock } from "../ui/useClock";
import { AgentsTab } from "./AgentsTab";
import { BehindPanel } from "./BehindPanel";
import { CsatTab } from "./CsatTab";
import { HoursTab } from "./HoursTab";
import { LiveTab } from "./LiveTab";
import { OverviewTab } from "./OverviewTab";
import { FIELD, RangePicker, type Chosen } from "./RangePicker";
import { ownTimeZone, periodBefore, rangeOf, rangeOfDays, timeZones, type Range } from "./range";
import { useFiguresVersion } from "./useFigure";
import type { Behind, View } from "./view";

const TABS: { tab: AnalyticsTab; label: string }[] = [
  { tab: "live", label: "Live" },
  { tab: "overview", label: "Overview" },
  { tab: "agents", label: "Agents" },
  { tab: "hours", label: "Hours" },
  { tab: "csat", label: "Satisfaction" },
];

/** The figures of the organisation. */
export default function AnalyticsPage({ tab }: { tab: AnalyticsTab }) {
  const [chosen, setChosen] = useState<Chosen>("30");
  const [timezone, setTimezone] = useState(ownTimeZone);
  const [behind, setBehind] = useState<Behind>();
  const moved = useFiguresVersion();
  // A minute is exact enough for what "today" is.
  const minute = Number(useClock(thisMinute));
  const view = useMemo<View>(() => {
    const now = new Date(minute);
    const range =
      typeof chosen === "string" ? rangeOf(chosen, timezone, now) : rangeOfDays(chosen, timezone);
    // Whole hours, so that the period before is not asked for anew each minute.
    const hour = new Date(Math.floor(minute / 3_600_000) * 3_600_000);
    return {
      range,
      before: periodBefore(range, hour),
      timezone,
      version: moved.version,
      open: setBehind,
    };
  }, [chosen, timezone, minute, moved.version]);

  return (
    <div className="min-h-0 flex-1 overflow-y-auto bg-canvas print:overflow-visible">
      <div className="mx-auto max-w-6xl p-4 lg:p-6">
        <div className="flex flex-wrap items-center gap-3 print:mb-4">
          <div className="mr-auto">
            <h2 className="text-xl font-semibold tracking-tight">Figures</h2>
            <p className="hidden text-sm text-ink-soft print:block">
              {tab === "live" ? momentText(minute, timezone) : daysText(view.range, timezone)},{" "}
              {timezone}
            </p>
          </div>
          {tab !== "live" && (
            <RangePicker
              chosen={chosen}
              range={view.range}
              timezone={timezone}
              onChoose={setChosen}
            />
          )}
          <label className="text-sm print:hidden">
            <span className="sr-only">Time zone</span>
            <select
              className={FIELD}
              value={timezone}
              onChange={(event) => setTimezone(event.target.value)}
            >
              {timeZones().map((zone) => (
                <option key={zone}>{zone}</option>
              ))}
            </select>
          </label>
          <Button className="print:hidden" onClick={() => window.print()}>
            Print
          </Button>
        </div>
        <nav
          aria-label="Figures"
          className="my-4 flex gap-0.5 overflow-x-auto sm:gap-1 print:hidden"
        >
          {TABS.map((each) => (
            <a
              key={each.tab}
              href={analyticsHref(each.tab)}
              aria-current={each.tab === tab ? "page" : undefined}
              className={`rounded-lg px-2 py-2 text-sm font-medium sm:px-3 ${each.tab === tab ? "bg-ink text-surface" : "text-ink-soft hover:bg-sunken"}`}
            >
              {each.label}
            </a>
          ))}
        </nav>
        {behind !== undefined && (
          <div className="mb-4">
            <BehindPanel
              key={JSON.stringify(behind)}
              view={view}
              behind={behind}
              onClose={() => setBehind(undefined)}
            />
          </div>
        )}
        {tab === "live" && (
          <LiveTab
            view={view}
            openNow={moved.openNow}
            waitingNow={moved.waitingNow}
            now={new Date(minute)}
          />
        )}
        {tab === "overview" && <OverviewTab view={view} />}
        {tab === "agents" && <AgentsTab view={view} />}
        {tab === "hours" && <HoursTab view={view} />}
        {tab === "csat" && <CsatTab view={view} />}
      </div>
    </div>
  );
}

/** What a printed page is of. */
function daysText(range: Range, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone, dateStyle: "medium" });
  return format.formatRange(new Date(range.from), new Date(Date.parse(range.to) - 1));
}

function momentText(at: number, timeZone: string): string {
  const style = { dateStyle: "medium", timeStyle: "short" } as const;
  return new Intl.DateTimeFormat("en-GB", { timeZone, ...style }).format(at);
}

function thisMinute(now: number): string {
  return String(Math.floor(now / 60_000) * 60_000);
}
