import { type Problem, ProblemError } from "@campfire/client";

import { duration } from "../ui/time";

/** Why signing in failed, in words that say what to do next. */
export function signInProblem(failure: unknown): string {
  if (!(failure instanceof ProblemError)) {
    return "Something unexpected went wrong on this page. Reload it and try again.";
  }
  const { problem } = failure;
  switch (problem.code) {
    case "unauthenticated":
      return "That e-mail and password do not match. Check both and try again.";
    case "rate_limited":
      return `Too many attempts. Try again in ${pause(problem)}.`;
    case "unavailable":
      return "Campfire cannot be reached. Check your connection and try again in a moment.";
    case "invalid_request":
      return "That does not look like an e-mail address and a password.";
    case "forbidden":
      return "This account may not use the dashboard from this address.";
    default:
      return problem.instance
        ? `The server had a problem. If it stays, give your administrator this code: ${problem.instance}`
        : "The server had a problem. Try again in a moment.";
  }
}

function pause(problem: Problem): string {
  return problem.retryAfterMs === undefined ? "a few minutes" : duration(problem.retryAfterMs);
}
