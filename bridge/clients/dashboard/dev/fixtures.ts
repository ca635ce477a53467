import type {
  AgentPresence,
  Availability,
  Conversation,
  MessageRow,
  Sender,
} from "@campfire/client";

import type { FakeWorld } from "./FakeClient";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
export const ORG = "0190a000-0000-7000-8000-000000000001";

export const ADA = { id: "0190a000-0000-7000-8000-0000000000a1", name: "Ada Brennan" };
const GRACE: Sender = {
  id: "0190a000-0000-7000-8000-0000000000a2",
  kind: "agent",
  name: "Grace Okafor",
};
const BOT: Sender = { id: "0190a000-0000-7000-8000-0000000000b1", kind: "bot", name: "Ember" };
const SYSTEM: Sender = { id: "0190a000-0000-7000-8000-0000000000c1", kind: "system" };
const ME: Sender = { ...ADA, kind: "agent" };

export function conversationId(number: number): string {
  return `0190b000-0000-7000-8000-${String(number).padStart(12, "0")}`;
}

export function aConversation(
  number: number,
  now: number,
  change: Omit<Partial<Conversation>, "lastMessage"> & {
    name?: string;
    email?: string;
    online?: boolean;
    verified?: boolean;
    last?: { text: string; ago: number; by?: Sender["kind"] };
  } = {},
): Conversation {
  const { name, email, online = false, verified = false, last, ...rest } = change;
  const lastAt = new Date(now - (last?.ago ?? 5 * MINUTE)).toISOString();
  return {
    id: conversationId(number),
    org: ORG,
    number,
    status: "open",
    priority: "normal",
    channel: "web",
    tags: [],
    contact: {
      id: `0190c000-0000-7000-8000-${String(number).padStart(12, "0")}`,
      verified,
      isOnline: online,
      ...(name === undefined ? {} : { name }),
      ...(email === undefined ? {} : { email }),
    },
    ...(last === undefined
      ? {}
      : {
          lastMessage: {
            seq: 12,
            preview: last.text,
            sentAt: lastAt,
            senderKind: last.by ?? "contact",
          },
        }),
    lastSeq: 12,
    changeSeq: 20,
    unread: 0,
    openedAt: new Date(now - 2 * DAY).toISOString(),
    updatedAt: lastAt,
    ...rest,
  };
}

export function aRow(seq: number, sender: Sender, at: number, content: string): MessageRow {
  const id = `0190d000-0000-7000-8000-${String(seq).padStart(12, "0")}`;
  return {
    key: id,
    clientMessageId: id,
    id,
    seq,
    sender,
    sentAt: new Date(at).toISOString(),
    content,
    state: "sent",
  };
}

function aColleague(id: string, name: string, availability: Availability): AgentPresence {
  return { id: `0190a000-0000-7000-8000-0000000000${id}`, name, availability, isOnline: true };
}

/** A working morning in a small shop: every look that a row or a bubble can have is somewhere in it. */
export function lifelikeWorld(now: number): FakeWorld {
  const conversations = [
    aConversation(1048, now, {
      name: "Mara Lindqvist",
      email: "mara@lindqvist.example",
      online: true,
      verified: true,
      subject: "Exchange for a larger tent",
      priority: "high",
      tags: ["exchange", "tents", "returns", "nordic"],
      unread: 2,
      assignee: { id: ADA.id, name: ADA.name },
      last: { text: "Perfect, then I would take the four-person one in moss green", ago: 20_000 },
    }),
    aConversation(1047, now, {
      online: true,
      unread: 1,
      last: { text: "hi, is the enamel mug dishwasher safe?", ago: 3 * MINUTE },
    }),
    aConversation(1046, now, {
      name: "Tomás Ferreira",
      email: "tomas@ferreira.example",
      subject: "Order 88213 has not arrived",
      priority: "urgent",
      tags: ["delivery"],
      unread: 12,
      last: { text: "It is a birthday present and the birthday is tomorrow!!", ago: 11 * MINUTE },
    }),
    aConversation(1044, now, {
      name: "Yuki Tanaka",
      subject: "Which stove for above 3,000 m?",
      tags: ["advice", "stoves"],
      assignee: { id: GRACE.id, name: "Grace Okafor" },
      last: { text: "I would go with the pressure-regulated one.", ago: 42 * MINUTE, by: "agent" },
    }),
    aConversation(1041, now, {
      name: "Noor Haddad",
      email: "noor@haddad.example",
      channel: "email",
      subject: "Invoice with VAT number for our company, please (second request)",
      tags: ["invoice", "b2b"],
      last: {
        text: "I have collected these details for our team: company…",
        ago: 3 * HOUR,
        by: "bot",
      },
    }),
    aConversation(1039, now, {
      name: "Elias Brandt",
      subject: "Sleeping bag zipper",
      priority: "low",
      last: { text: "", ago: 7 * HOUR },
    }),
    aConversation(1036, now, {
      name: "Wilhelmina van der Westhuizen-Achterberg",
      subject: "Donaudampfschifffahrtsgesellschaftskapitänsmützen for the whole crew",
      channel: "api",
      last: { text: "We need 14 of them by the end of the month.", ago: 26 * HOUR },
    }),
    aConversation(1030, now, {
      name: "Priya Raman",
      subject: "Gift card balance",
      last: { text: "The conversation was opened again.", ago: 4 * DAY, by: "system" },
    }),
    aConversation(1022, now, {
      name: "Ola Nowak",
      subject: "Wholesale terms",
      last: { text: "Thank you, I will think about it.", ago: 12 * DAY },
    }),
    aConversation(1043, now, {
      name: "Jonas Weber",
      status: "pending",
      subject: "Damaged parcel, photos sent to the carrier",
      tags: ["carrier"],
      last: { text: "We wait for the carrier’s answer.", ago: 2 * HOUR, by: "agent" },
    }),
    aConversation(1035, now, {
      name: "Chloé Martin",
      status: "snoozed",
      snoozedUntil: new Date(now + 18 * HOUR).toISOString(),
      subject: "Back in stock?",
      last: { text: "I will write as soon as they are in.", ago: 2 * DAY, by: "agent" },
    }),
    aConversation(1045, now, {
      name: "Ravi Menon",
      status: "resolved",
      subject: "Change of address",
      resolvedAt: new Date(now - HOUR).toISOString(),
      last: { text: "Great, thanks a lot!", ago: HOUR },
    }),
  ];

  return {
    me: ADA,
    colleagues: [
      { ...ADA, availability: "online", isOnline: true },
      aColleague("a3", "Edsger van der Heuvel-Westhuizen", "busy"),
      aColleague("a2", "Grace Okafor", "online"),
      { ...aColleague("a4", "Katherine Ndlovu", "online"), isOnline: false },
      aColleague("a5", "Lin Zhao", "away"),
    ],
    conversations,
    answerMs: 600,
    histories: {
      [conversationId(1048)]: exchange(now, conversations[0]),
      [conversationId(1044)]: longTalk(now, conversations[3]),
      [conversationId(1047)]: [
        aRow(
          1,
          contactOf(conversations[1]),
          now - 3 * MINUTE,
          "hi, is the enamel mug dishwasher safe?",
        ),
      ],
      [conversationId(1039)]: [
        aRow(
          1,
          contactOf(conversations[5]),
          now - 8 * HOUR,
          "The zipper of my sleeping bag is stuck.",
        ),
        {
          ...aRow(2, contactOf(conversations[5]), now - 7 * HOUR, ""),
          deletedAt: new Date(now - 7 * HOUR).toISOString(),
        },
      ],
      [conversationId(1045)]: [
        aRow(
          1,
          contactOf(conversations[11]),
          now - 2 * HOUR,
          "I moved. Can you change my address?",
        ),
        aRow(2, ME, now - HOUR - 5 * MINUTE, "Done! The next parcel goes to the new one."),
        aRow(3, contactOf(conversations[11]), now - HOUR, "Great, thanks a lot!"),
      ],
    },
  };
}

function contactOf(conversation: Conversation | undefined): Sender {
  const { id, name } = conversation?.contact ?? { id: "nobody" };
  return { id, kind: "contact", ...(name === undefined ? {} : { name }) };
}

function exchange(now: number, conversation: Conversation | undefined): MessageRow[] {
  const mara = contactOf(conversation);
  return [
    aRow(
      1,
      mara,
      now - DAY - 3 * HOUR,
      "Hello! I bought the two-person tent last week and it is too small for us.",
    ),
    aRow(2, mara, now - DAY - 3 * HOUR + 20_000, "Can I exchange it?"),
    aRow(
      3,
      BOT,
      now - DAY - 3 * HOUR + 25_000,
      "Hi Mara, I am Ember. I found your order 88190 of 16 November. A person will be with you shortly.",
    ),
    aRow(4, SYSTEM, now - DAY - 2 * HOUR, "Grace Okafor joined the conversation"),
    aRow(
      5,
      GRACE,
      now - DAY - 2 * HOUR + MINUTE,
      "Hi Mara! Of course. Has it been outdoors already, or is it as new?",
    ),
    aRow(
      6,
      mara,
      now - DAY - 2 * HOUR + 4 * MINUTE,
      "As new, we only put it up in the living room 😄",
    ),
    aRow(
      7,
      GRACE,
      now - DAY - 2 * HOUR + 6 * MINUTE,
      "Then it is simple. Here is how to send it back, free of charge:\n\n1. Print the label from https://shop.example/returns/88190\n2. Put it on the box\n3. Hand it in at any post office",
    ),
    {
      ...aRow(
        8,
        GRACE,
        now - DAY - 2 * HOUR + 7 * MINUTE,
        "Questions about the label go to returns@shop.example, they answer within the hour.",
      ),
      editedAt: new Date(now - DAY - 2 * HOUR + 9 * MINUTE).toISOString(),
    },
    aRow(9, SYSTEM, now - 50 * MINUTE, "Assigned to Ada Brennan"),
    aRow(
      10,
      mara,
      now - 14 * MINUTE,
      "It is on its way back! Which larger one would you recommend for two adults, a child and a dog?",
    ),
    aRow(
      11,
      ME,
      now - 12 * MINUTE,
      "Lovely. For the four of you I would take the four-person one: the porch is deep enough for a wet dog.",
    ),
    aRow(12, ME, now - 12 * MINUTE + 15_000, "It comes in moss green and sand."),
    aRow(13, mara, now - MINUTE, "How heavy is it?"),
    aRow(14, mara, now - 20_000, "Perfect, then I would take the four-person one in moss green"),
    {
      key: "unsent",
      clientMessageId: "0190e000-0000-7000-8000-000000000001",
      content: "One moment, I am looking at what the warehouse says.",
      sender: ME,
      sentAt: new Date(now - 30_000).toISOString(),
      state: "failed",
      problem: {
        type: "about:blank",
        title: "Forbidden",
        status: 403,
        code: "forbidden",
        detail: "Your account may not write here any more.",
        instance: "4f1d",
        retryable: false,
      },
    },
  ];
}

const SAYINGS = [
  "And on the glacier itself?",
  "There the wind matters more than the height. A stove that stands low helps.",
  "I read that canisters freeze.",
  "They do, below about −10 °C. Keep the spare one in your sleeping bag, then it starts warm in the morning.",
  "Good trick!",
  "How long are you going to be up there?",
  "Nine days, three of us.",
  "Then take two large canisters for each three days, and one in reserve.",
];

function longTalk(now: number, conversation: Conversation | undefined): MessageRow[] {
  const yuki = contactOf(conversation);
  return Array.from({ length: 260 }, (_, index) =>
    aRow(
      1_000 + index,
      index % 2 === 0 ? yuki : index % 6 === 1 ? ME : GRACE,
      now - 42 * MINUTE - (260 - index) * 17 * MINUTE,
      SAYINGS[index % SAYINGS.length] ?? "",
    ),
  );
}
