import {
  ProblemError,
  type AccessToken,
  type Chime,
  type Client,
  type HttpApi,
  type Readable,
  type WidgetSession,
} from "@campfire/client";
import { Conversations } from "./Conversations";
import type { VisitMemory } from "./createVisitMemory";
import { SignIn } from "./SignIn";
import { NO_CONVERSATIONS, type VisitState } from "./VisitState";

export interface VisitOptions {
  widgetKey: string;
  api: Pick<HttpApi, "widgetSession" | "isAvailable">;
  createClient: (token: () => Promise<AccessToken>) => Client;
  memory: VisitMemory;
  /** What is heard of messages; told of each by a key. */
  chime: Pick<Chime, "ring">;
}

const START: VisitState = {
  ...NO_CONVERSATIONS,
  open: false,
  muted: false,
  organization: undefined,
  connection: { phase: "idle" },
  wasOnline: false,
  problem: undefined,
};

/**
 * One visitor's visit: signs in by the widget key and keeps one client and one contact together;
 * whoever signs in as somebody else gets new ones. Nothing of the visitor is stored, here or on the
 * server, before their first message.
 */
export class Visit implements Readable<VisitState> {
  readonly memory: VisitMemory;
  readonly #createClient: VisitOptions["createClient"];
  readonly #signIn: SignIn;
  readonly #api: VisitOptions["api"];
  readonly #chime: VisitOptions["chime"];
  #accessToken = "";
  readonly #listeners = new Set<(state: VisitState) => void>();
  #state = START;
  #client: Client | undefined;
  #conversations: Conversations | undefined;
  #forgetConnection: () => void = () => undefined;
  #tabVisible = true;

  constructor({ widgetKey, api, createClient, memory, chime }: VisitOptions) {
    this.memory = memory;
    this.#createClient = createClient;
    this.#api = api;
    this.#chime = chime;
    this.#state = { ...START, muted: memory.readMuted() };
    this.#signIn = new SignIn(api, widgetKey, memory);
    memory.onChange(() => this.#anotherTabWrote());
  }

  get(): VisitState {
    return this.#state;
  }

  subscribe(listener: (state: VisitState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(identity?: string): void {
    this.#signIn.begin(identity);
    this.#connect();
  }

  /** The host page says who the visitor is, for the first time or with a fresh token. */
  async identify(identity: string): Promise<void> {
    if (identity === this.#signIn.identity) return;
    this.#signIn.identity = identity;
    let session: WidgetSession | undefined;
    try {
      session = await this.#signIn.session();
    } catch {
      // Connecting asks again, and knows what to do about each failure.
    }
    if (identity !== this.#signIn.identity) return; // a later call has overtaken this one
    const sameContact = session?.contact.id === this.#conversations?.contactId;
    if (!session || !sameContact || this.#state.problem) this.#connect(session);
  }

  setOpen(open: boolean): void {
    this.#update({ open });
  }

  setTabVisible(visible: boolean): void {
    this.#tabVisible = visible;
  }

  /** Whether messages make no sound, in every tab of this browser. */
  mute(muted: boolean): void {
    this.memory.saveMuted(muted);
    this.#update({ muted });
  }

  send(content: string): void {
    this.#conversations?.send(content);
  }

  retry(clientMessageId: string): void {
    this.#conversations?.current()?.retry(clientMessageId);
  }

  discard(clientMessageId: string): void {
    this.#conversations?.current()?.discard(clientMessageId);
  }

  edit(messageId: string, content: string): void {
    this.#conversations?.current()?.edit(messageId, content);
  }

  remove(messageId: string): void {
    this.#conversations?.current()?.delete(messageId);
  }

  typing(): void {
    this.#conversations?.current()?.typing();
  }

  stopTyping(): void {
    this.#conversations?.current()?.stopTyping();
  }

  markRead(seq: number): void {
    this.#conversations?.current()?.markRead(seq);
  }

  /** Says how the episode was that the conversation's last resolution ended. */
  async rate(conversationId: string, score: number, comment?: string): Promise<void> {
    await this.#client?.request("analytics.rate", {
      conversationId,
      score,
      ...(comment === undefined ? {} : { comment }),
    });
  }

  async loadOlder(): Promise<void> {
    await this.#conversations?.current()?.loadOlder();
  }

  /** The next message opens a new conversation. */
  newConversation(): void {
    this.#conversations?.startNew();
  }

  show(conversationId: string): void {
    this.#conversations?.show(conversationId);
  }

  tryAgain(): void {
    this.#connect();
  }

  /** Signs the visitor out of this browser: who comes next finds nothing of theirs. */
  forget(): void {
    this.memory.forget();
    this.#update({ muted: false });
    this.#conversations?.discardUnsent();
    this.#signOut();
  }

  #connect(session?: WidgetSession): void {
    this.#disconnect();
    let ready = session;
    const client = this.#createClient(async () => {
      const first = ready;
      ready = undefined;
      return this.#token(client, first);
    });
    this.#client = client;
    const follow = () => {
      const connection = client.connection.get();
      const wasOnline = this.#state.wasOnline || connection.phase === "online";
      this.#update({ connection, wasOnline });
    };
    this.#forgetConnection = client.connection.subscribe(follow);
    client.start();
    follow();
  }

  #disconnect(): void {
    this.#conversations?.end();
    this.#conversations = undefined;
    this.#forgetConnection();
    this.#client?.stop();
    this.#client = undefined;
    const { open, muted, organization } = this.#state;
    this.#update({ ...START, open, muted, organization });
  }

  async #token(client: Client, ready: WidgetSession | undefined): Promise<AccessToken> {
    const session = ready ?? (await this.#session(client));
    if (client !== this.#client) throw new Error("This client was replaced");
    if (this.#conversations && this.#conversations.contactId !== session.contact.id) {
      this.#connect(session);
      throw new Error("The visitor is somebody else now");
    }
    this.#accessToken = session.accessToken;
    this.#update({ organization: session.organization });
    this.#conversations ??= this.#begin(client, session);
    return {
      accessToken: session.accessToken,
      expiresAt: session.expiresAt,
      caller: { org: session.organization.id, id: session.contact.id },
    };
  }

  async #session(client: Client): Promise<WidgetSession> {
    try {
      return await this.#signIn.session();
    } catch (failure) {
      // What passes by itself is the client's to repeat; what does not needs the visitor.
      if (
        client === this.#client &&
        failure instanceof ProblemError &&
        !failure.problem.retryable
      ) {
        this.#update({ problem: failure.problem });
        client.stop();
      }
      throw failure;
    }
  }

  #begin(client: Client, session: WidgetSession): Conversations {
    return new Conversations({
      client,
      session,
      memory: this.memory,
      contactToken: () => this.#signIn.contactToken,
      isWatched: () => this.#state.open && this.#tabVisible,
      ring: (messageKey) => void this.#chime.ring(messageKey),
      changed: (state) => {
        if (client === this.#client) this.#update(state);
      },
      availabilityChanged: (available) => this.#setAvailable(available),
      askAvailability: () => {
        this.#api.isAvailable(this.#accessToken).then(
          (available) => {
            if (client === this.#client) this.#setAvailable(available);
          },
          () => undefined, // the next joining asks again
        );
      },
    });
  }

  #setAvailable(available: boolean): void {
    const { organization } = this.#state;
    if (organization) this.#update({ organization: { ...organization, available } });
  }

  #anotherTabWrote(): void {
    this.#update({ muted: this.memory.readMuted() });
    const remembered = this.memory.read();
    if (!remembered) {
      // Signed out over there, so here too.
      if (this.#state.hasConversation) {
        this.#signOut();
        this.#connect();
      }
      return;
    }
    if (this.#signIn.identity !== undefined) return;
    const sameContact = remembered.contactId === this.#conversations?.contactId;
    if (!sameContact && this.#state.conversationId !== undefined) return;
    this.#signIn.contactToken = remembered.contactToken;
    // They wrote their first message over there: one visitor is one contact.
    if (!sameContact && this.#client) this.#connect();
  }

  #signOut(): void {
    this.#signIn.identity = undefined;
    this.#signIn.contactToken = undefined;
    this.#disconnect();
  }

  #update(changes: Partial<VisitState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of [...this.#listeners]) listener(this.#state);
  }
}
