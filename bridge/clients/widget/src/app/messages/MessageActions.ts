/** What can be done with messages. */
export interface MessageActions {
  /** A message by its `clientMessageId`, a change of one by its own id. */
  retry: (id: string) => void;
  discard: (id: string) => void;
  edit: (messageId: string, content: string) => void;
  remove: (messageId: string) => void;
  /** Everything up to here was before the visitor's eyes. */
  read: (seq: number) => void;
}
