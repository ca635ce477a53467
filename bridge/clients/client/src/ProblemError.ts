import type { Problem } from "./generated/contract";

/** A refusal or failure, with what the server (or the lack of one) said about it. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
    this.name = "ProblemError";
    this.problem = problem;
  }
}
