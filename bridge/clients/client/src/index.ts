// What is named here wins over a generated type of the same name.
export type {
  AccessToken,
  CallerView,
  Client,
  ClientOptions,
  ConnectionState,
  ConversationChanges,
  ConversationState,
  ConversationStore,
  FeedEvent,
  FeedJoined,
  FeedListener,
  InboxFilter,
  InboxState,
  InboxStore,
  MessageChange,
  MessageRow,
  OpenRequest,
  PresenceState,
  PresenceStore,
  Readable,
  Role,
} from "./api";
export type { Clock, TimerHandle } from "./clock";
export type * from "./generated/contract";
export type {
  BusinessHours,
  HttpApi,
  Opening,
  OrganizationSettings,
  Profile,
  SignedIn,
  StartWidgetSession,
  WidgetSession,
} from "./httpApi";
export type { OutboxCommand, OutboxEntry, OutboxStorage } from "./outbox/OutboxStorage";
export type { Accepted, OutboxNews, OutboxTabs } from "./outbox/OutboxTabs";
export type { TextToken } from "./safeLinks";
export type { Delivery } from "./conversation/deliveryOf";
export type { Chime } from "./page/createChime";
export type { ReadingOptions, ReadingWatch } from "./page/watchReading";
export { deliveryOf } from "./conversation/deliveryOf";
export { createClient } from "./createClient";
export { httpApi } from "./httpApi";
export { newId } from "./newId";
export { createChime } from "./page/createChime";
export { isPageWatched, watchReading } from "./page/watchReading";
export { ProblemError } from "./ProblemError";
export { safeLinks } from "./safeLinks";
