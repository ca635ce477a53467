import type { Conversation } from "../generated/contract";
import type { ProblemError } from "../ProblemError";

interface Opening {
  promise: Promise<Conversation>;
  resolve(conversation: Conversation): void;
  reject(error: ProblemError): void;
}

/** What `open` has promised and not answered yet, by the entry that it waits for. */
export class Openings {
  readonly #openings = new Map<string, Opening>();

  /** The promise already made for this entry. */
  of(id: string): Promise<Conversation> | undefined {
    return this.#openings.get(id)?.promise;
  }

  begin(id: string): Promise<Conversation> {
    const opening = newOpening();
    this.#openings.set(id, opening);
    return opening.promise;
  }

  resolve(id: string, conversation: Conversation): void {
    this.#take(id)?.resolve(conversation);
  }

  reject(id: string, error: ProblemError): void {
    this.#take(id)?.reject(error);
  }

  #take(id: string): Opening | undefined {
    const opening = this.#openings.get(id);
    this.#openings.delete(id);
    return opening;
  }
}

function newOpening(): Opening {
  const opening: Partial<Opening> = {};
  opening.promise = new Promise<Conversation>((resolve, reject) => {
    opening.resolve = resolve;
    opening.reject = reject;
  });
  return opening as Opening;
}
