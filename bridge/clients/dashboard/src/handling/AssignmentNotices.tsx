import { useEffect } from "react";
import { useStore } from "zustand";

import { conversationHref } from "../app/route";
import { contactName } from "../inbox/describe";
import { useWorkspace } from "../session/WorkspaceContext";
import { Icon } from "../ui/Icon";

/** Tells the agent what colleagues have handed over to them. It stays until it is opened or dismissed. */
export function AssignmentNotices() {
  const { client, profile, notices: store } = useWorkspace();
  const notices = useStore(store, ({ notices }) => notices);

  useEffect(
    () =>
      client.listen(`org:${profile.org}:user:${profile.id}`, (event) => {
        if (event.type === "conversation.assigned") store.getState().assigned(event.conversation);
      }),
    [client, profile.org, profile.id, store],
  );

  return (
    <section
      aria-label="Notices"
      aria-live="polite"
      className="pointer-events-none fixed right-4 bottom-4 left-4 z-20 flex flex-col items-end gap-2"
    >
      {notices.map(({ key, conversation }) => (
        <div
          key={key}
          className="pointer-events-auto flex w-full max-w-96 animate-appear items-center gap-3 rounded-xl border border-line bg-surface py-2 pr-2 pl-4 text-sm shadow-xl"
        >
          <Icon name="bell" className="size-5 text-accent-strong" />
          <p className="min-w-0 flex-1">
            <span className="block truncate font-semibold">{contactName(conversation)}</span>
            <span className="block text-xs text-ink-soft">was assigned to you</span>
          </p>
          <a
            href={conversationHref(conversation.id)}
            onClick={() => store.getState().dismiss(key)}
            className="flex min-h-9 items-center rounded-lg px-2.5 font-medium text-accent-strong hover:bg-sunken"
          >
            Open
            <span className="sr-only"> the conversation with {contactName(conversation)}</span>
          </a>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => store.getState().dismiss(key)}
            className="flex size-9 items-center justify-center rounded-lg text-ink-soft hover:bg-sunken"
          >
            <Icon name="close" className="size-4" />
          </button>
        </div>
      ))}
    </section>
  );
}
