import type { ReadAgentsAgentFigures, TimeFigure } from "@campfire/client";

import { Button } from "../ui/Button";
import { csvPages, download } from "./csv";
import { count, duration, score } from "./format";
import { Panel } from "./Panel";
import { useFigure } from "./useFigure";
import type { View } from "./view";

/** What each agent did: times count for whoever replied, resolutions for whose the episode was. */
export function AgentsTab({ view }: { view: View }) {
  const agents = useFigure("analytics.agents", view.range, view.version);
  return (
    <Panel
      title="Agents"
      says="A time counts for whoever wrote the reply, a resolution for whoever had the conversation then."
      figure={agents}
    >
      {({ agents: all }) => (
        <>
          <div className="overflow-x-auto" tabIndex={0} role="group" aria-label="Agents">
            <table className="w-full border-collapse text-left text-sm">
              <caption className="sr-only">What each agent did</caption>
              <thead>
                <tr>
                  {HEAD.map((name) => (
                    <th key={name} scope="col" className="border-b border-line px-2 py-2">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {all.map((agent) => (
                  <tr key={agent.id}>
                    <th scope="row" className="border-b border-line px-2 py-2 font-medium">
                      {agent.name ?? "An agent of old"}
                    </th>
                    <td className={CELL}>
                      <Open view={view} agent={agent} behind="replyTime" shown={agent.replies} />
                    </td>
                    <td className={CELL}>{median(agent.firstResponseTime)}</td>
                    <td className={CELL}>{median(agent.replyTime)}</td>
                    <td className={CELL}>
                      <Open
                        view={view}
                        agent={agent}
                        behind="resolutionTime"
                        shown={agent.resolved}
                      />
                    </td>
                    <td className={CELL}>{median(agent.resolutionTime)}</td>
                    <td className={CELL}>
                      {agent.csat.score === null
                        ? "none"
                        : `${score(agent.csat.score)} of ${count(agent.csat.count)}`}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {all.length === 0 && (
            <p className="py-6 text-center text-ink-soft">Nobody replied in this period.</p>
          )}
          <Button
            className="mt-3 print:hidden"
            onClick={() => void download("agents.csv", rows(all))}
          >
            Save as CSV
          </Button>
        </>
      )}
    </Panel>
  );
}

const HEAD = [
  "Agent",
  "Replies",
  "First response",
  "Reply",
  "Resolved",
  "Resolution",
  "Satisfaction",
];
const CELL = "border-b border-line px-2 py-2 tabular-nums";

function median(time: TimeFigure | null): string {
  return time === null ? "none" : duration(time.p50);
}

interface OpenProps {
  view: View;
  agent: ReadAgentsAgentFigures;
  behind: "replyTime" | "resolutionTime";
  shown: number;
}

function Open({ view, agent, behind, shown }: OpenProps) {
  const name = agent.name ?? "an agent of old";
  const title = `${behind === "replyTime" ? "Replies" : "Resolutions"} of ${name}`;
  return (
    <button
      type="button"
      aria-label={`${title}: ${shown}. Show the conversations`}
      className="underline decoration-dotted underline-offset-4"
      onClick={() => view.open({ title, behind, agentId: agent.id })}
    >
      {count(shown)}
    </button>
  );
}

function rows(agents: ReadAgentsAgentFigures[]): AsyncIterable<string> {
  return csvPages(
    [
      "agent",
      "replies",
      "firstResponseMs",
      "replyMs",
      "resolved",
      "resolutionMs",
      "csat",
      "ratings",
    ],
    () => Promise.resolve({ items: agents, next: null }),
    (agent) => [
      agent.name,
      agent.replies,
      agent.firstResponseTime?.p50,
      agent.replyTime?.p50,
      agent.resolved,
      agent.resolutionTime?.p50,
      agent.csat.score,
      agent.csat.count,
    ],
  );
}
