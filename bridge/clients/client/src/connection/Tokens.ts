import type { AccessToken } from "../api";
import type { Clock, TimerHandle } from "../clock";
import { ProblemError } from "../ProblemError";
import { isUnauthenticated, toProblem, unavailable } from "../problems";

const TOKEN_TIMEOUT_MS = 15_000;
/** A token with less than this left is not worth a connection. */
const TOKEN_MARGIN_MS = 10_000;

/** The access token held, and the asking for another. */
export class Tokens {
  readonly #ask: () => Promise<AccessToken>;
  readonly #clock: Clock;
  #held: AccessToken | undefined;
  #request: Promise<AccessToken> | undefined;

  constructor(ask: () => Promise<AccessToken>, clock: Clock) {
    this.#ask = ask;
    this.#clock = clock;
  }

  get isHeld(): boolean {
    return this.#held !== undefined;
  }

  drop(): void {
    this.#held = undefined;
  }

  /** The token held, or a new one. */
  async fresh(): Promise<AccessToken> {
    const held = this.#held;
    if (held && Date.parse(held.expiresAt) - this.#clock.now() > TOKEN_MARGIN_MS) return held;
    return this.another();
  }

  /** One question at a time: a refresh token that is used twice may end its session. */
  another(): Promise<AccessToken> {
    this.#request ??= this.#askInTime().finally(() => {
      this.#request = undefined;
    });
    return this.#request;
  }

  async #askInTime(): Promise<AccessToken> {
    let timer: TimerHandle | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = this.#clock.setTimeout(
        () => reject(unavailable("No access token was given in time.")),
        TOKEN_TIMEOUT_MS,
      );
    });
    try {
      this.#held = await Promise.race([askFor(this.#ask), late]);
      return this.#held;
    } catch (error) {
      if (isUnauthenticated(toProblem(error))) this.drop();
      throw error;
    } finally {
      this.#clock.clearTimeout(timer ?? 0);
    }
  }
}

async function askFor(token: () => Promise<AccessToken>): Promise<AccessToken> {
  try {
    return await token();
  } catch (error) {
    // Whatever a page's own code throws (a failed fetch, say) is worth another attempt.
    throw error instanceof ProblemError ? error : unavailable("No access token was given.");
  }
}
