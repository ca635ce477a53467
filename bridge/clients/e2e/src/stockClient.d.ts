/** The part of the stock bridge client that we try; the package brings no types. */
declare module "@vertx/eventbus-bridge-client.js" {
  interface Delivery {
    body: unknown;
  }

  type Callback = (error: unknown, delivery: Delivery) => void;

  export default class EventBus {
    constructor(url: string, options?: { transports?: string[] });
    onopen: (() => void) | null;
    send(address: string, body: unknown, callback: Callback): void;
    registerHandler(address: string, callback: Callback): void;
    enableReconnect(enabled: boolean): void;
    close(): void;
  }
}
