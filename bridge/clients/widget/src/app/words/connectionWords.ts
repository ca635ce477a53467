import type { Problem } from "@campfire/client";
import type { VisitState } from "../visit/VisitState";
import { passingProblemWords } from "./problemWords";

/** What to say about the connection; empty while there is nothing to say. */
export function connectionWords(state: VisitState, browserOnline: boolean): string {
  const { connection, conversation, wasOnline, problem } = state;
  if (problem) return "";
  const trying = wasOnline ? "Reconnecting…" : "Connecting…";
  switch (connection.phase) {
    case "idle":
    case "signedOut":
      return "";
    case "connecting":
      return trying;
    case "waiting":
      if (!browserOnline) return "You are offline. Your messages will be sent later.";
      return problemWords(connection.problem, wasOnline) ?? trying;
    case "catchingUp":
      return "Catching up…";
    case "online":
      return conversation?.phase === "catchingUp" ? "Catching up…" : "";
  }
}

/** A lost connection is soon back; one that was never there needs a reason. */
function problemWords(problem: Problem | undefined, wasOnline: boolean): string | undefined {
  const isWorthSaying = problem && (!wasOnline || problem.code === "rate_limited");
  return isWorthSaying ? passingProblemWords(problem) : undefined;
}
