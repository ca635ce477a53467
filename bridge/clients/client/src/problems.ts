import type { Problem } from "./generated/contract";
import { ProblemError } from "./ProblemError";

/** Code and title by status, for an answer that is no problem document (a proxy's, say). */
const BY_STATUS: Record<number, [code: string, title: string]> = {
  400: ["invalid_request", "The request is not valid"],
  401: ["unauthenticated", "Sign in first"],
  403: ["forbidden", "Not allowed"],
  404: ["not_found", "Not found"],
  409: ["conflict", "The state does not allow it"],
  413: ["too_large", "Too large"],
  429: ["rate_limited", "Too many requests"],
  503: ["unavailable", "Not available right now"],
};

/** A problem that this side found out by itself. */
export function problemOfStatus(status: number, detail: string): Problem {
  const known = BY_STATUS[status] ?? BY_STATUS[status >= 502 ? 503 : 0];
  const [code, title] = known ?? ["internal", "Something went wrong"];
  return {
    type: `urn:campfire:problem:${code}`,
    title,
    status,
    code,
    detail,
    instance: "",
    retryable: code === "unavailable" || code === "rate_limited",
  };
}

/** Nobody answered; the same request with the same ids may be sent again. */
export function unavailable(detail: string): ProblemError {
  return new ProblemError(problemOfStatus(503, detail));
}

/** What the server sent as a problem, or one made from the status when it is none. */
export function readProblem(value: unknown, status: number): Problem {
  if (typeof value === "object" && value !== null && "code" in value && "status" in value) {
    return value as Problem;
  }
  return problemOfStatus(status, typeof value === "string" ? value : "");
}

/** Whatever was thrown, as a problem. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return problemOfStatus(500, error instanceof Error ? error.message : "");
}

/** Whether another token is called for. */
export function isUnauthenticated({ code }: Problem): boolean {
  return code === "unauthenticated" || code === "token_expired";
}
