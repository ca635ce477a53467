import type { ListRatingsRating } from "@campfire/client";
import { useState } from "react";

import { conversationHref } from "../app/route";
import { useWorkspace } from "../session/WorkspaceContext";
import { Button } from "../ui/Button";
import { csvPages, download } from "./csv";
import { count, score } from "./format";
import { scoreMarks } from "./options";
import { CoursePanel } from "./OverviewTab";
import { Panel } from "./Panel";
import { useFigure } from "./useFigure";
import type { View } from "./view";

const STARS = ["5", "4", "3", "2", "1"] as const;

/** What contacts said of the help they got. */
export function CsatTab({ view }: { view: View }) {
  const { client } = useWorkspace();
  const [before, setBefore] = useState<string>();
  const page = useFigure(
    "analytics.ratings",
    { ...view.range, limit: 20, ...(before === undefined ? {} : { before }) },
    view.version,
  );
  const save = () =>
    void download(
      "ratings.csv",
      csvPages(
        ["at", "conversation", "score", "comment", "agent"],
        (next) =>
          client.request("analytics.ratings", {
            ...view.range,
            limit: 200,
            ...(next === undefined ? {} : { before: next }),
          }),
        (rating: ListRatingsRating) => [
          rating.at,
          rating.number,
          rating.score,
          rating.comment,
          rating.agentName,
        ],
      ),
    );
  return (
    <div className="grid grid-cols-1 gap-4">
      <CoursePanel
        view={view}
        title="Satisfaction, mean"
        metrics={["csat"]}
        names={["Score"]}
        label={score}
        kind="line"
        marks={scoreMarks}
      />
      <Panel title="Ratings" figure={page}>
        {({ items, scores, next }) => (
          <>
            <Distribution of={scores} />
            <ul className="mt-4 divide-y divide-line">
              {items.map((rating) => (
                <li key={`${rating.conversationId} ${rating.at}`} className="py-3 text-sm">
                  <p className="flex flex-wrap items-baseline gap-x-3">
                    <strong>{rating.score} of 5</strong>
                    <a className="underline" href={conversationHref(rating.conversationId)}>
                      Conversation {rating.number}
                    </a>
                    <span className="text-ink-faint">
                      {rating.agentName ?? "nobody's"},{" "}
                      {new Intl.DateTimeFormat("en-GB", {
                        timeZone: view.timezone,
                        dateStyle: "medium",
                        timeStyle: "short",
                      }).format(new Date(rating.at))}
                    </span>
                  </p>
                  {rating.comment !== undefined && (
                    <p dir="auto" className="mt-1 text-ink-soft">
                      {rating.comment}
                    </p>
                  )}
                </li>
              ))}
            </ul>
            {items.length === 0 && (
              <p className="py-6 text-center text-ink-soft">Nobody rated in this period.</p>
            )}
            <div className="mt-3 flex gap-2 print:hidden">
              <Button onClick={save}>Save as CSV</Button>
              {before !== undefined && <Button onClick={() => setBefore(undefined)}>Newest</Button>}
              {next !== null && <Button onClick={() => setBefore(next)}>Older</Button>}
            </div>
          </>
        )}
      </Panel>
    </div>
  );
}

function Distribution({ of }: { of: { key: string; count: number }[] }) {
  const all = of.reduce((sum, each) => sum + each.count, 0);
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">How many ratings of each score</caption>
      <tbody>
        {STARS.map((key) => {
          const here = of.find((each) => each.key === key)?.count ?? 0;
          return (
            <tr key={key}>
              <th scope="row" className="w-16 py-1 text-left font-medium">
                {key} of 5
              </th>
              <td className="w-14 pr-3 text-right tabular-nums">{count(here)}</td>
              <td>
                <meter
                  aria-label={`${key} of 5`}
                  className="w-full"
                  min={0}
                  max={Math.max(1, all)}
                  value={here}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
