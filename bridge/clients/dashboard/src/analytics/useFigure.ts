import { ProblemError, type CommandAddress, type Commands } from "@campfire/client";
import { useEffect, useState } from "react";

import { useWorkspace } from "../session/WorkspaceContext";

export interface Figure<T> {
  /** The newest answer; stays while it is asked again. */
  value?: T;
  problem?: string;
  retry: () => void;
}

/**
 * Asks one report, and again when `version` moves. Each figure asks by itself, so that one that
 * fails leaves the others standing.
 */
export function useFigure<A extends CommandAddress>(
  address: A,
  body: Commands[A]["request"],
  version = 0,
): Figure<Commands[A]["reply"]> {
  const { client } = useWorkspace();
  const asked = JSON.stringify(body);
  const [answer, setAnswer] = useState<{
    asked: string;
    value?: Commands[A]["reply"];
    problem?: string;
  }>();
  const [tries, setTries] = useState(0);

  useEffect(() => {
    let left = false;
    client.request(address, JSON.parse(asked) as Commands[A]["request"]).then(
      (value) => {
        if (!left) setAnswer({ asked, value });
      },
      (error: unknown) => {
        if (left) return;
        const problem =
          error instanceof ProblemError ? error.problem.detail : "This figure could not be read.";
        setAnswer((before) =>
          before?.asked === asked ? { ...before, problem } : { asked, problem },
        );
      },
    );
    return () => {
      left = true;
    };
  }, [client, address, asked, version, tries]);

  const current = answer?.asked === asked ? answer : undefined;
  return {
    ...(current?.value === undefined ? {} : { value: current.value }),
    ...(current?.problem === undefined ? {} : { problem: current.problem }),
    retry: () => setTries((count) => count + 1),
  };
}

/** Counts up when the organisation's figures have moved, at most every two seconds. */
export function useFiguresVersion(): { version: number; openNow?: number; waitingNow?: number } {
  const { client, profile } = useWorkspace();
  const [moved, setMoved] = useState<{ version: number; openNow?: number; waitingNow?: number }>({
    version: 0,
  });

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let latest: { openNow: number; waitingNow: number } | undefined;
    const leave = client.listen(`org:${profile.org}:analytics`, (event) => {
      if (event.type === "analytics.changed") {
        latest = { openNow: event.openNow, waitingNow: event.waitingNow };
        setMoved((before) => ({ ...before, ...latest }));
      } else if (event.type !== "feed.joined") {
        return;
      }
      timer ??= setTimeout(() => {
        timer = undefined;
        setMoved((before) => ({ ...before, version: before.version + 1 }));
      }, 1_000);
    });
    return () => {
      leave();
      clearTimeout(timer);
    };
  }, [client, profile.org]);

  return moved;
}
