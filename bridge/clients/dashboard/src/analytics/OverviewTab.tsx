import type { TimeFigure } from "@campfire/client";
import { lazy, Suspense, useMemo } from "react";

import { change, count, duration, percent, perOne, score } from "./format";
import { GroupsPanel } from "./GroupsPanel";
import { courseOption, timeMarks, type Course, type Marks } from "./options";
import { AsTable, FigureTable, Panel } from "./Panel";
import { Tile } from "./Tile";
import { useFigure } from "./useFigure";
import { bucketLabel, bucketOf, type View } from "./view";

const Drawing = lazy(() => import("./Drawing").then((file) => ({ default: file.Drawing })));

/** All figures of the stretch, against the one before it. */
export function OverviewTab({ view }: { view: View }) {
  const { range, before, timezone, version, open } = view;
  const now = useFigure("analytics.overview", { ...range, timezone }, version);
  const then = useFigure("analytics.overview", { ...before, timezone });
  const was = then.value;
  return (
    <div className="grid grid-cols-1 gap-4">
      <Panel title="In this period" figure={now} className="bg-transparent">
        {(is) => (
          <div className="grid grid-cols-2 gap-3 lg:grid-cols-3">
            <Tile
              label="Opened"
              value={count(is.conversationsOpened)}
              change={change(is.conversationsOpened, was?.conversationsOpened ?? null)}
              onOpen={() => open({ title: "Opened", behind: "conversationsOpened" })}
            />
            <Tile
              label="Resolved"
              value={count(is.conversationsResolved)}
              change={change(is.conversationsResolved, was?.conversationsResolved ?? null)}
              detail={
                is.resolutionRate === null ? undefined : `${percent(is.resolutionRate)} of opened`
              }
              onOpen={() => open({ title: "Resolved", behind: "resolutionTime" })}
            />
            <Tile
              label="Reopened"
              value={count(is.conversationsReopened)}
              change={change(is.conversationsReopened, was?.conversationsReopened ?? null)}
              detail={is.reopenRate === null ? undefined : `${percent(is.reopenRate)} of resolved`}
              onOpen={() => open({ title: "Reopened", behind: "conversationsReopened" })}
            />
            <Tile
              label="First response, median"
              value={is.firstResponseTime === null ? "none" : duration(is.firstResponseTime.p50)}
              change={change(
                is.firstResponseTime?.p50 ?? null,
                was?.firstResponseTime?.p50 ?? null,
              )}
              detail={times(is.firstResponseTime, is.firstResponseBusinessTime)}
              onOpen={() => open({ title: "First responses", behind: "firstResponseTime" })}
            />
            <Tile
              label="Reply, median"
              value={is.replyTime === null ? "none" : duration(is.replyTime.p50)}
              change={change(is.replyTime?.p50 ?? null, was?.replyTime?.p50 ?? null)}
              detail={times(is.replyTime, is.replyBusinessTime)}
              onOpen={() => open({ title: "Replies", behind: "replyTime" })}
            />
            <Tile
              label="Resolution, median"
              value={is.resolutionTime === null ? "none" : duration(is.resolutionTime.p50)}
              change={change(is.resolutionTime?.p50 ?? null, was?.resolutionTime?.p50 ?? null)}
              detail={times(is.resolutionTime, is.resolutionBusinessTime)}
              onOpen={() => open({ title: "Resolutions", behind: "resolutionTime" })}
            />
            <Tile
              label="Contacts who wrote"
              value={count(is.contactsActive)}
              change={change(is.contactsActive, was?.contactsActive ?? null)}
              detail={
                is.conversationsPerContact === null
                  ? undefined
                  : `${perOne(is.conversationsPerContact)} conversations each`
              }
            />
            <Tile
              label="Conversations in which a contact wrote"
              value={count(is.conversationsActive)}
              change={change(is.conversationsActive, was?.conversationsActive ?? null)}
              detail={
                is.messagesPerConversation === null
                  ? undefined
                  : `${perOne(is.messagesPerConversation)} messages each`
              }
            />
            <Tile
              label="Satisfaction, 1 to 5"
              value={is.csat.score === null ? "none" : score(is.csat.score)}
              change={change(is.csat.score, was?.csat.score ?? null)}
              className="col-span-2 lg:col-span-1"
              detail={`${count(is.csat.count)} of ${count(is.csat.asked)} answered`}
            />
            {is.lagMs !== undefined && is.lagMs > 2_000 && (
              <p role="status" className="col-span-full text-sm text-warn">
                The database of reports is {duration(is.lagMs)} behind.
              </p>
            )}
          </div>
        )}
      </Panel>
      <CoursePanel
        view={view}
        title="Opened and resolved"
        metrics={["conversationsOpened", "conversationsResolved"]}
        names={["Opened", "Resolved"]}
        label={count}
        kind="bar"
      />
      <CoursePanel
        view={view}
        title="Times, median"
        metrics={["firstResponseTime", "replyTime"]}
        names={["First response", "Reply"]}
        label={duration}
        kind="line"
        marks={timeMarks}
      />
      <CoursePanel
        view={view}
        title="Backlog: open at the end"
        metrics={["openNow"]}
        names={["Open"]}
        label={count}
        kind="line"
      />
      <div className="grid grid-cols-1 gap-4 lg:grid-cols-2">
        <GroupsPanel view={view} by="channel" />
        <GroupsPanel view={view} by="tag" />
      </div>
      <Panel title="What agents used" figure={now}>
        {({ usage }) =>
          usage.length === 0 ? (
            <p className="py-4 text-sm text-ink-soft">Nothing in this period.</p>
          ) : (
            <FigureTable
              caption="What agents used"
              head={["What", "Times"]}
              rows={usage.map((each) => [FEATURES[each.key] ?? each.key, count(each.count)])}
            />
          )
        }
      </Panel>
    </div>
  );
}

const FEATURES: Record<string, string> = {
  assignment: "Assigned",
  tags: "Tagged",
  priority: "Gave a priority",
  subject: "Gave a subject",
  snoozed: "Snoozed",
  pending: "Set to pending",
};

/** How the slow ones were, and, where there are business hours, what they are in those. */
function times(time: TimeFigure | null, business: TimeFigure | null): string | undefined {
  if (time === null) return undefined;
  const most = `9 of 10 within ${duration(time.p90)}`;
  return business === null ? most : `${most} · ${duration(business.p50)} in business hours`;
}

interface CoursePanelProps {
  view: View;
  title: string;
  metrics: [SeriesMetric] | [SeriesMetric, SeriesMetric];
  names: string[];
  label: (value: number) => string;
  kind: "line" | "bar";
  /** Of the upright axis, by the largest value. */
  marks?: (most: number) => Marks;
}

type SeriesMetric =
  | "conversationsOpened"
  | "conversationsResolved"
  | "firstResponseTime"
  | "replyTime"
  | "openNow"
  | "csat"
  | "messagesByKind";

/** One or two figures over time. */
export function CoursePanel({ view, title, metrics, names, label, kind, marks }: CoursePanelProps) {
  const bucket = bucketOf(view.range);
  const asked = { ...view.range, bucket, timezone: view.timezone } as const;
  const first = useFigure("analytics.series", { metric: metrics[0], ...asked }, view.version);
  const second = useFigure(
    "analytics.series",
    { metric: metrics[1] ?? metrics[0], ...asked },
    view.version,
  );
  const day = useMemo(() => bucketLabel(bucket, view.timezone), [bucket, view.timezone]);
  const both =
    first.value === undefined || second.value === undefined
      ? undefined
      : [first.value.points, second.value.points].slice(0, metrics.length);
  const problem = first.problem ?? second.problem;
  const key = JSON.stringify(both ?? []);
  const courses = useMemo<Course[]>(
    () =>
      (JSON.parse(key) as Course["points"][]).map((points, index) => ({
        name: names[index] ?? "",
        points,
      })),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the names never change
    [key],
  );
  const option = useMemo(
    () => courseOption(courses, label, day, kind, marks),
    [courses, label, day, kind, marks],
  );
  return (
    <Panel
      title={title}
      figure={{
        ...(both === undefined ? {} : { value: courses }),
        ...(problem === undefined ? {} : { problem }),
        retry: () => {
          first.retry();
          second.retry();
        },
      }}
    >
      {(shown) => (
        <>
          <Suspense fallback={<div className="h-64" />}>
            <Drawing option={option} />
          </Suspense>
          <AsTable
            caption={title}
            head={[bucket === "day" ? "Day" : "Hour", ...names]}
            rows={(shown[0]?.points ?? []).map((point, index) => [
              day(point.at),
              ...shown.map((course) => {
                const value = course.points[index]?.value ?? null;
                return value === null ? "none" : label(value);
              }),
            ])}
          />
        </>
      )}
    </Panel>
  );
}
