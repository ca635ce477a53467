import type { Client } from "pg";
import { signIn } from "../api";
import { openDatabase } from "../openDatabase";

/** A message as it stands in the table. */
export interface StoredMessage {
  id: string;
  seq: number;
  content: string;
}

/** A conversation as PostgreSQL has it, and as the server tells it over HTTP; no proxy between. */
export class ConversationTable {
  private constructor(
    private readonly database: Client,
    private readonly url: string,
    private readonly token: () => Promise<string>,
  ) {}

  /** Of a node with an embedded PostgreSQL under `folder`. */
  static async open(folder: string, url: string): Promise<ConversationTable> {
    const database = await openDatabase(folder);
    let token: { text: string; at: number } | undefined;
    return new ConversationTable(database, url, async () => {
      if (token === undefined || performance.now() - token.at > 10 * 60_000) {
        const session = await signIn(url, "admin@demo.test");
        token = { text: session.accessToken, at: performance.now() };
      }
      return token.text;
    });
  }

  close(): Promise<void> {
    return this.database.end();
  }

  /** The conversation that has a message of this content; undefined until it is there. */
  async conversationOf(content: string): Promise<string | undefined> {
    const { rows } = await this.database.query<{ conversation_id: string }>(
      "select conversation_id from campfire.messages where content = $1",
      [content],
    );
    return rows[0]?.conversation_id;
  }

  async rows(conversationId: string): Promise<StoredMessage[]> {
    const { rows } = await this.database.query<StoredMessage>(
      `select id, seq::int, content from campfire.messages
       where conversation_id = $1 order by seq`,
      [conversationId],
    );
    return rows;
  }

  /** The same by `GET …/messages`, page by page. */
  async history(conversationId: string): Promise<StoredMessage[]> {
    const all: StoredMessage[] = [];
    for (;;) {
      const query = `afterSeq=${all.at(-1)?.seq ?? 0}&limit=200`;
      const response = await fetch(
        `${this.url}/api/v1/conversations/${conversationId}/messages?${query}`,
        { headers: { authorization: `Bearer ${await this.token()}` } },
      );
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      const { messages } = (await response.json()) as { messages: StoredMessage[] };
      if (messages.length === 0) return all;
      all.push(...messages.map(({ id, seq, content }) => ({ id, seq, content })));
    }
  }
}
