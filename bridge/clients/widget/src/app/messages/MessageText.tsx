import { safeLinks } from "@campfire/client";

/** Message text is text: nothing in it is markup, and only safe addresses become links. */
export function MessageText({ text }: { text: string }) {
  return safeLinks(text).map(({ text: part, href }, index) =>
    href === undefined ? (
      part
    ) : (
      <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow ugc">
        {part}
      </a>
    ),
  );
}
