import type { Problem } from "@campfire/client";

/** Why the chat as a whole does not work, for somebody who came to buy a tent. */
export function visitProblemWords(problem: Problem): string {
  switch (problem.code) {
    case "not_found":
    case "invalid_request":
      return "This chat has not been set up correctly. Please contact us another way.";
    case "forbidden":
      return "The chat is not available on this website.";
    case "unauthenticated":
    case "token_expired":
      return "We could not confirm who you are. Please reload the page or sign in again.";
    default:
      return "The chat is not working right now. Please try again later.";
  }
}

/** What hinders the connection for now; it is being tried again. */
export function passingProblemWords(problem: Problem): string {
  return problem.code === "rate_limited"
    ? "There is a lot going on right now. We'll connect you in a moment."
    : "The chat is not reachable right now. We keep trying.";
}

/** Why one message was not sent. */
export function messageProblemWords(problem: Problem | undefined): string {
  switch (problem?.code) {
    case "too_large":
      return "Not sent: the message is too long.";
    case "rate_limited":
      return "Not sent: too many messages at once.";
    case "forbidden":
    case "not_found":
    case "conflict":
    case "invalid_request":
      return "Not sent: the message was not accepted.";
    default:
      return "Not sent.";
  }
}
