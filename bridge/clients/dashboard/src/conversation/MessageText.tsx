import { safeLinks } from "@campfire/client";
import { memo } from "react";

/** A message's plain text, with its web and mail addresses as links. Nothing in it is ever read as markup. */
export const MessageText = memo(function MessageText({ text }: { text: string }) {
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {safeLinks(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow ugc"
            className="font-medium underline decoration-1 underline-offset-2 hover:decoration-2"
          >
            {part.text}
          </a>
        ),
      )}
    </p>
  );
});
