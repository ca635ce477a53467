import { type Problem, ProblemError } from "@campfire/client";

export function aProblem(change: Partial<Problem> = {}): Problem {
  return {
    type: "about:blank",
    title: "Unavailable",
    status: 503,
    code: "unavailable",
    detail: "The server does not answer.",
    instance: "4f1d",
    retryable: true,
    ...change,
  };
}

export const unreachable = () => new ProblemError(aProblem());
export const unauthenticated = () =>
  new ProblemError(aProblem({ code: "unauthenticated", status: 401, retryable: false }));
export const rateLimited = (retryAfterMs: number) =>
  new ProblemError(aProblem({ code: "rate_limited", status: 429, retryAfterMs }));
