import type { Clock } from "../clock";
import type { ProblemError } from "../ProblemError";
import { unavailable } from "../problems";
import type { Link } from "./Link";

interface Waiter {
  resolve(link: Link): void;
  reject(error: ProblemError): void;
}

/** Who waits until somebody is signed in. */
export class Waiters {
  readonly #clock: Clock;
  readonly #waiting = new Set<Waiter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The next signed-in link, within this time. */
  wait(withinMs: number): Promise<Link> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#clock.clearTimeout(timer);
        this.#waiting.delete(waiter);
      };
      const waiter: Waiter = {
        resolve: (link) => {
          settle();
          resolve(link);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      };
      const timer = this.#clock.setTimeout(
        () => waiter.reject(unavailable("There is no connection to the server.")),
        withinMs,
      );
      this.#waiting.add(waiter);
    });
  }

  resolve(link: Link): void {
    for (const waiter of [...this.#waiting]) waiter.resolve(link);
  }

  reject(error: ProblemError): void {
    for (const waiter of [...this.#waiting]) waiter.reject(error);
  }
}
