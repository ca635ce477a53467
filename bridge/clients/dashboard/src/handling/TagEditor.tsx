import * as Ariakit from "@ariakit/react";
import type { Conversation, ConversationChanges } from "@campfire/client";
import { useState } from "react";

import { Badge } from "../ui/Badge";
import { Icon } from "../ui/Icon";
import { MAX_TAG_LENGTH, MAX_TAGS, suggestedTags, withoutTag, withTag } from "./tagRules";

interface TagEditorProps {
  conversation: Conversation;
  /** Tags of other conversations, to choose from. */
  seen: readonly string[];
  update: (changes: ConversationChanges) => void;
}

export function TagEditor({ conversation, seen, update }: TagEditorProps) {
  const tags = conversation.tags ?? [];
  const [written, setWritten] = useState("");
  const set = (next: readonly string[]) => {
    if (next !== tags) update({ tags: [...next] });
  };
  const add = (tag: string) => {
    set(withTag(tags, tag));
    setWritten("");
  };
  const choices = suggestedTags(seen, tags, written);

  return (
    <Ariakit.PopoverProvider placement="bottom-start">
      <Ariakit.PopoverDisclosure
        aria-label={`Tags: ${tags.length === 0 ? "none" : tags.join(", ")}`}
        className="inline-flex min-h-8 min-w-0 items-center gap-1.5 rounded-lg border border-line bg-surface px-2.5 text-xs font-medium text-ink hover:bg-sunken aria-expanded:bg-sunken"
      >
        <Icon name="tag" className="size-3.5 text-ink-faint" />
        {tags.length === 0 ? "Tags" : `${tags.length} ${tags.length === 1 ? "tag" : "tags"}`}
      </Ariakit.PopoverDisclosure>
      <Ariakit.Popover
        gutter={4}
        portal
        unmountOnHide
        aria-label="Tags"
        className="z-20 w-72 rounded-xl border border-line bg-surface p-3 text-sm text-ink shadow-xl outline-none"
      >
        {tags.length > 0 && (
          <ul aria-label="Tags of this conversation" className="mb-2.5 flex flex-wrap gap-1.5">
            {tags.map((tag) => (
              <li key={tag} className="max-w-full">
                <Badge>
                  <span className="max-w-40 truncate text-xs">{tag}</span>
                  <button
                    type="button"
                    aria-label={`Remove the tag ${tag}`}
                    onClick={() => set(withoutTag(tags, tag))}
                    className="-mr-1 flex size-6 items-center justify-center rounded hover:bg-surface"
                  >
                    <Icon name="close" className="size-3" />
                  </button>
                </Badge>
              </li>
            ))}
          </ul>
        )}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add(written);
          }}
        >
          <input
            type="text"
            aria-label="Add a tag"
            placeholder={tags.length < MAX_TAGS ? "Add a tag…" : "20 tags are the most"}
            value={written}
            maxLength={MAX_TAG_LENGTH}
            disabled={tags.length >= MAX_TAGS}
            autoComplete="off"
            onChange={(event) => setWritten(event.target.value)}
            className="h-9 w-full rounded-lg border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-ink-faint sm:text-sm"
          />
        </form>
        {choices.length > 0 && tags.length < MAX_TAGS && (
          <ul aria-label="Tags in use" className="mt-2 flex flex-wrap gap-1">
            {choices.map((tag) => (
              <li key={tag} className="max-w-full">
                <button
                  type="button"
                  aria-label={`Add the tag ${tag}`}
                  onClick={() => add(tag)}
                  className="max-w-full truncate rounded-md border border-dashed border-line-strong px-2 py-1 text-xs text-ink-soft hover:bg-sunken hover:text-ink"
                >
                  {tag}
                </button>
              </li>
            ))}
          </ul>
        )}
      </Ariakit.Popover>
    </Ariakit.PopoverProvider>
  );
}
