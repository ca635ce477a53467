import { ProblemError, type HttpApi, type WidgetSession } from "@campfire/client";
import type { VisitMemory } from "./createVisitMemory";

/** Asks for widget sessions as the same contact each time, remembered or identified. */
export class SignIn {
  readonly #api: Pick<HttpApi, "widgetSession">;
  readonly #widgetKey: string;
  readonly #memory: VisitMemory;
  /** Who the host page says the visitor is, signed with the organisation's secret. */
  identity: string | undefined;
  /** Brings the anonymous contact back; in the page only, until they write (see Visit). */
  contactToken: string | undefined;

  constructor(api: Pick<HttpApi, "widgetSession">, widgetKey: string, memory: VisitMemory) {
    this.#api = api;
    this.#widgetKey = widgetKey;
    this.#memory = memory;
  }

  /** Begins as whom the memory holds by now: the host page may have kept the visit for us. */
  begin(identity: string | undefined): void {
    this.identity = identity;
    this.contactToken = this.#memory.read()?.contactToken;
  }

  async session(): Promise<WidgetSession> {
    const { identity, contactToken } = this;
    try {
      return this.#keep(await this.#ask(identity, contactToken), identity);
    } catch (failure) {
      if (contactToken === undefined || !isUnauthenticated(failure)) throw failure;
      // That contact is no more, or was identified since: the visitor starts afresh.
      return this.#keep(await this.#ask(identity, undefined), identity);
    }
  }

  #ask(identity: string | undefined, contactToken: string | undefined): Promise<WidgetSession> {
    return this.#api.widgetSession({
      widgetKey: this.#widgetKey,
      ...(identity === undefined ? {} : { identity }),
      ...(contactToken === undefined ? {} : { contactToken }),
    });
  }

  #keep(session: WidgetSession, identity: string | undefined): WidgetSession {
    // An identified contact is nobody without the identity, so their token is of no use.
    const token = identity === undefined ? session.contactToken : undefined;
    const merged = identity !== undefined && this.contactToken !== undefined;
    this.contactToken = token;
    const remembered = this.#memory.read();
    if (remembered && (merged || remembered.contactId === session.contact.id)) {
      this.#memory.save({
        contactId: session.contact.id,
        conversationId: remembered.conversationId,
        ...(token === undefined ? {} : { contactToken: token }),
      });
    }
    return session;
  }
}

function isUnauthenticated(failure: unknown): boolean {
  return failure instanceof ProblemError && failure.problem.code === "unauthenticated";
}
