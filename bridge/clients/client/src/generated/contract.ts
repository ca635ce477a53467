// The wire contract, printed from the Java records: mvn -pl platform/testkit -am test -Dcontract.print
// Do not edit. An absent value has no key; `null` stands only where it is written here.

export interface AgentPresence {
  id: string;
  name: string;
  availability: Availability;
  isOnline: boolean;
  lastSeenAt?: string;
}

export type AnalyticsEvent =
  | AnalyticsEventChanged;

export interface AnalyticsEventChanged {
  type: "analytics.changed";
  at: string;
  openNow: number;
  waitingNow: number;
}

export type AssignmentEvent =
  | AssignmentEventAssigned;

export interface AssignmentEventAssigned {
  type: "conversation.assigned";
  conversationId: string;
  conversation: Conversation;
  at: string;
}

export type Availability = "online" | "away" | "busy" | "offline";

export type AvailabilityEvent =
  | AvailabilityEventChanged;

export interface AvailabilityEventChanged {
  type: "availability.changed";
  available: boolean;
  at: string;
}

export type Channel = "web" | "email" | "api";

export interface Conversation {
  id: string;
  org: string;
  number: number;
  status: ConversationStatus;
  snoozedUntil?: string;
  priority?: Priority;
  channel: Channel;
  subject?: string;
  tags?: string[];
  contact?: ConversationContactView;
  assignee?: ConversationAssignee;
  lastMessage?: ConversationLastMessage;
  lastSeq: number;
  changeSeq: number;
  unread?: number;
  openedAt: string;
  updatedAt: string;
  resolvedAt?: string;
}

export interface ConversationAssignee {
  id: string;
  name: string;
}

export interface ConversationContactView {
  id: string;
  name?: string;
  email?: string;
  verified: boolean;
  isOnline: boolean;
}

export type ConversationEvent =
  | ConversationEventMessageSent
  | ConversationEventMessageEdited
  | ConversationEventMessageDeleted
  | ConversationEventChanged
  | ConversationEventFeedHead;

export interface ConversationEventChanged {
  type: "conversation.changed";
  conversationId: string;
  changeSeq: number;
  conversation: Conversation;
  at: string;
}

export interface ConversationEventFeedHead {
  type: "feed.head";
  conversationId: string;
  lastSeq: number;
  changeSeq: number;
  at: string;
}

export interface ConversationEventMessageDeleted {
  type: "message.deleted";
  conversationId: string;
  changeSeq: number;
  message: Message;
  at: string;
}

export interface ConversationEventMessageEdited {
  type: "message.edited";
  conversationId: string;
  changeSeq: number;
  message: Message;
  at: string;
}

export interface ConversationEventMessageSent {
  type: "message.sent";
  conversationId: string;
  changeSeq: number;
  message: Message;
  at: string;
}

export interface ConversationLastMessage {
  seq: number;
  preview: string;
  sentAt: string;
  senderKind: SenderKind;
}

export type ConversationListEvent =
  | ConversationListEventOpened
  | ConversationListEventChanged;

export interface ConversationListEventChanged {
  type: "conversation.changed";
  conversationId: string;
  conversation: Conversation;
  at: string;
}

export interface ConversationListEventOpened {
  type: "conversation.opened";
  conversationId: string;
  conversation: Conversation;
  at: string;
}

export type ConversationStatus = "open" | "pending" | "snoozed" | "resolved";

export interface Csat {
  score: number | null;
  count: number;
  asked: number;
}

export interface DeleteMessage {
  conversationId: string;
  messageId: string;
}

export interface EditMessage {
  conversationId: string;
  messageId: string;
  content: string;
}

export interface GetConversation {
  conversationId: string;
}

export interface KeyCount {
  key: string;
  count: number;
  name?: string;
}

export interface ListConversations {
  status?: ConversationStatus;
  assigneeId?: string;
  tag?: string;
  channel?: Channel;
  q?: string;
  before?: string;
  limit?: number;
}

export interface ListConversationsPage {
  items: Conversation[];
  next: string | null;
}

export interface ListEpisodes {
  behind: ListEpisodesBehind;
  from: string;
  to: string;
  agentId?: string;
  before?: string;
  limit?: number;
}

export type ListEpisodesBehind = "conversationsOpened" | "conversationsReopened" | "firstResponseTime" | "replyTime" | "resolutionTime";

export interface ListEpisodesItem {
  conversationId: string;
  number: number;
  subject?: string;
  at: string;
  ms?: number;
  agentId?: string;
  agentName?: string;
}

export interface ListEpisodesPage {
  items: ListEpisodesItem[];
  next: string | null;
}

export type ListPresence = Record<string, never>;

export interface ListPresenceAgents {
  agents: AgentPresence[];
  available: boolean;
}

export interface ListRatings {
  from: string;
  to: string;
  before?: string;
  limit?: number;
}

export interface ListRatingsPage {
  items: ListRatingsRating[];
  scores: KeyCount[];
  next: string | null;
}

export interface ListRatingsRating {
  conversationId: string;
  number: number;
  score: number;
  comment?: string;
  at: string;
  agentId?: string;
  agentName?: string;
}

export interface ListReceipts {
  conversationId: string;
}

export interface ListReceiptsAnswer {
  receipts: Receipt[];
}

export interface MarkReceipt {
  conversationId: string;
  state: ReceiptState;
  seq: number;
}

export interface Message {
  id: string;
  conversationId: string;
  seq: number;
  changeSeq: number;
  clientMessageId: string;
  sender: Sender;
  content: string;
  sentAt: string;
  editedAt?: string;
  deletedAt?: string;
}

export type Metric = "conversationsOpened" | "conversationsReopened" | "conversationsResolved" | "resolutionRate" | "openNow" | "firstResponseTime" | "replyTime" | "resolutionTime" | "firstResponseBusinessTime" | "replyBusinessTime" | "resolutionBusinessTime" | "csat" | "messagesByKind" | "byChannel" | "byAgent" | "contactsActive";

export interface OpenConversation {
  id?: string;
  channel?: Channel;
  subject?: string;
  message?: OpenConversationFirstMessage;
  contact?: OpenConversationContactDetails;
}

export interface OpenConversationContactDetails {
  id?: string;
  name?: string;
  email?: string;
}

export interface OpenConversationFirstMessage {
  clientMessageId: string;
  content: string;
}

export type PresenceEvent =
  | PresenceEventChanged;

export interface PresenceEventChanged {
  type: "presence.changed";
  agents: AgentPresence[];
  at: string;
}

export type Priority = "low" | "normal" | "high" | "urgent";

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  instance: string;
  retryable: boolean;
  retryAfterMs?: number;
  errors?: ProblemFieldError[];
}

export interface ProblemFieldError {
  field: string;
  message: string;
}

export interface RateEpisode {
  conversationId: string;
  score: number;
  comment?: string;
}

export type RateEpisodeRated = Record<string, never>;

export interface ReadAgents {
  from: string;
  to: string;
}

export interface ReadAgentsAgentFigures {
  id: string;
  name?: string;
  replies: number;
  firstResponseTime: TimeFigure | null;
  replyTime: TimeFigure | null;
  resolved: number;
  resolutionTime: TimeFigure | null;
  csat: Csat;
}

export interface ReadAgentsAgents {
  agents: ReadAgentsAgentFigures[];
}

export interface ReadGroups {
  by: ReadGroupsBy;
  from: string;
  to: string;
}

export type ReadGroupsBy = "channel" | "tag";

export interface ReadGroupsGroup {
  key: string;
  firstResponseTime: TimeFigure | null;
  replyTime: TimeFigure | null;
  resolutionTime: TimeFigure | null;
}

export interface ReadGroupsGroups {
  groups: ReadGroupsGroup[];
}

export interface ReadHeatMap {
  of: ReadHeatMapOf;
  from: string;
  to: string;
  timezone?: string;
}

export interface ReadHeatMapCell {
  weekday: number;
  hour: number;
  count: number;
}

export interface ReadHeatMapHeatMap {
  cells: ReadHeatMapCell[];
}

export type ReadHeatMapOf = "conversationsOpened" | "contactMessages" | "replies";

export interface ReadHistory {
  conversationId: string;
  beforeSeq?: number;
  afterSeq?: number;
  limit?: number;
}

export interface ReadHistoryPage {
  messages: Message[];
  firstSeq: number;
  lastSeq: number;
}

export interface ReadOverview {
  from: string;
  to: string;
  timezone?: string;
}

export interface ReadOverviewOverview {
  conversationsOpened: number;
  conversationsResolved: number;
  resolutionRate: number | null;
  openNow: number;
  waitingNow: number;
  firstResponseTime: TimeFigure | null;
  replyTime: TimeFigure | null;
  resolutionTime: TimeFigure | null;
  csat: Csat;
  messagesByKind: KeyCount[];
  byChannel: KeyCount[];
  byAgent: KeyCount[];
  byHour: KeyCount[];
  contactsActive: number;
  conversationsReopened: number;
  reopenRate: number | null;
  firstResponseBusinessTime: TimeFigure | null;
  replyBusinessTime: TimeFigure | null;
  resolutionBusinessTime: TimeFigure | null;
  conversationsActive: number;
  conversationsPerContact: number | null;
  messagesPerConversation: number | null;
  usage: KeyCount[];
  complete: boolean;
  lagMs?: number;
}

export interface ReadSeries {
  metric: Metric;
  from: string;
  to: string;
  bucket: ReadSeriesBucket;
  timezone?: string;
}

export type ReadSeriesBucket = "hour" | "day";

export interface ReadSeriesPoint {
  at: string;
  value: number | null;
  count: number;
}

export interface ReadSeriesSeries {
  points: ReadSeriesPoint[];
}

export interface Receipt {
  conversationId: string;
  reader: ReceiptReader;
  deliveredSeq: number;
  readSeq: number;
  deliveredAt?: string;
  readAt?: string;
}

export type ReceiptEvent =
  | ReceiptEventAdvanced;

export interface ReceiptEventAdvanced {
  type: "receipt.advanced";
  conversationId: string;
  receipt: Receipt;
  at: string;
}

export interface ReceiptReader {
  id: string;
  kind: SenderKind;
}

export type ReceiptState = "delivered" | "read";

export interface ReportActivity {
  idleMs: number;
}

export type Role = "agent" | "admin" | "contact" | "service" | "system";

export interface SendMessage {
  conversationId: string;
  clientMessageId: string;
  content: string;
}

export interface SendMessageAccepted {
  message: Message;
  duplicate: boolean;
}

export interface Sender {
  id: string;
  kind: SenderKind;
  name?: string;
}

export type SenderKind = "agent" | "contact" | "bot" | "system";

export type SessionEvent =
  | SessionEventRevoked;

export interface SessionEventRevoked {
  type: "session.revoked";
  sessionId?: string;
  at: string;
}

export interface SetAvailability {
  availability: Availability;
}

export interface SignalTyping {
  conversationId: string;
  typing: boolean;
}

export type SignalTypingDone = Record<string, never>;

export interface SignedInProfile {
  id: string;
  org: string;
  role: Role;
  name: string;
  email: string;
}

export interface StartWidgetSession {
  widgetKey: string;
  contactToken?: string;
  identity?: string;
}

export interface StartWidgetSessionContact {
  id: string;
  name?: string;
  email?: string;
}

export interface StartWidgetSessionOrganization {
  id: string;
  name: string;
  greeting?: string;
  available: boolean;
}

export interface StartWidgetSessionWidgetSession {
  accessToken: string;
  expiresAt: string;
  contactToken: string;
  contact: StartWidgetSessionContact;
  organization: StartWidgetSessionOrganization;
}

export interface SyncConversation {
  conversationId: string;
  afterChange: number;
  limit?: number;
}

export interface SyncConversationChanges {
  conversation: Conversation;
  messages: Message[];
  receipts: Receipt[];
  changeSeq: number;
  more: boolean;
}

export interface TimeFigure {
  count: number;
  p50: number;
  p90: number;
  mean: number;
  max: number;
}

export type TypingEvent =
  | TypingEventChanged;

export interface TypingEventChanged {
  type: "typing.changed";
  conversationId: string;
  typists: Typist[];
  at: string;
}

export interface Typist {
  id: string;
  kind: SenderKind;
  name?: string;
}

export interface UpdateConversation {
  conversationId: string;
  status?: ConversationStatus;
  snoozedUntil?: string;
  priority?: Priority;
  tags?: string[];
  assigneeId?: string | null;
  subject?: string;
}

/** What a caller may ask: the address, what is sent and what is answered. */
export interface Commands {
  "messaging.open": { request: OpenConversation; reply: Conversation };
  "messaging.list": { request: ListConversations; reply: ListConversationsPage };
  "messaging.get": { request: GetConversation; reply: Conversation };
  "messaging.update": { request: UpdateConversation; reply: Conversation };
  "messaging.send": { request: SendMessage; reply: SendMessageAccepted };
  "messaging.edit": { request: EditMessage; reply: Message };
  "messaging.delete": { request: DeleteMessage; reply: Message };
  "messaging.history": { request: ReadHistory; reply: ReadHistoryPage };
  "messaging.sync": { request: SyncConversation; reply: SyncConversationChanges };
  "presence.set": { request: SetAvailability; reply: AgentPresence };
  "presence.active": { request: ReportActivity; reply: AgentPresence };
  "presence.list": { request: ListPresence; reply: ListPresenceAgents };
  "presence.typing": { request: SignalTyping; reply: SignalTypingDone };
  "receipts.mark": { request: MarkReceipt; reply: Receipt };
  "receipts.list": { request: ListReceipts; reply: ListReceiptsAnswer };
  "analytics.overview": { request: ReadOverview; reply: ReadOverviewOverview };
  "analytics.series": { request: ReadSeries; reply: ReadSeriesSeries };
  "analytics.agents": { request: ReadAgents; reply: ReadAgentsAgents };
  "analytics.groups": { request: ReadGroups; reply: ReadGroupsGroups };
  "analytics.heatMap": { request: ReadHeatMap; reply: ReadHeatMapHeatMap };
  "analytics.episodes": { request: ListEpisodes; reply: ListEpisodesPage };
  "analytics.ratings": { request: ListRatings; reply: ListRatingsPage };
  "analytics.rate": { request: RateEpisode; reply: RateEpisodeRated };
}

export type CommandAddress = keyof Commands;
