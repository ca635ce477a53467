const PATHS = {
  alert:
    "M12 8.5v4.5m0 3.2v.01M10.5 4.2 2.8 17.5A1.75 1.75 0 0 0 4.3 20h15.4a1.75 1.75 0 0 0 1.5-2.5L13.5 4.2a1.75 1.75 0 0 0-3 0Z",
  api: "m8 8-4 4 4 4m8-8 4 4-4 4m-2.5-10-3 12",
  arrowDown: "M12 5v14m-6-6 6 6 6-6",
  arrowUp: "M12 19V5m-6 6 6-6 6 6",
  back: "M19 12H5m6-6-6 6 6 6",
  bot: "M12 4v3M7 7h10a2.5 2.5 0 0 1 2.5 2.5v6A2.5 2.5 0 0 1 17 18H7a2.5 2.5 0 0 1-2.5-2.5v-6A2.5 2.5 0 0 1 7 7Zm2.2 4.5v1.5m5.6-1.5v1.5M2 12v1.5m20-1.5v1.5",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  close: "m6 6 12 12M18 6 6 18",
  email:
    "M4.5 5.5h15A1.5 1.5 0 0 1 21 7v10a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17V7a1.5 1.5 0 0 1 1.5-1.5Zm-1 1.2 8.5 6.3 8.5-6.3",
  inbox:
    "M3.5 13.5 6 5.8A1.5 1.5 0 0 1 7.4 4.8h9.2A1.5 1.5 0 0 1 18 5.8l2.5 7.7m-17 0v4.2a1.5 1.5 0 0 0 1.5 1.5h14a1.5 1.5 0 0 0 1.5-1.5v-4.2m-17 0h4.7l1.5 2.5h4.6l1.5-2.5h4.7",
  keyboard:
    "M4.5 6.5h15A1.5 1.5 0 0 1 21 8v8a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 16V8a1.5 1.5 0 0 1 1.5-1.5ZM7 10v.01M10.3 10v.01M13.7 10v.01M17 10v.01M8.5 14h7",
  offline:
    "M3 3l18 18M8.5 15.5a5 5 0 0 1 5.5-1M5 12a10 10 0 0 1 4-2.5m4.5-.4A10 10 0 0 1 19 12M2 8.5a15 15 0 0 1 4.3-2.7M10 5a15 15 0 0 1 12 3.5M12 19v.01",
  person: "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 9c.6-3.9 3.7-6 7.5-6s6.9 2.1 7.5 6",
  retry:
    "M4.5 12a7.5 7.5 0 0 1 13-5.1L20 9.5M20 4v5.5h-5.5M19.5 12a7.5 7.5 0 0 1-13 5.1L4 14.5M4 20v-5.5h5.5",
  search: "m20 20-4.4-4.4M17.5 11a6.5 6.5 0 1 1-13 0 6.5 6.5 0 0 1 13 0Z",
  send: "M5 12 3.5 4.7 21 12 3.5 19.3 5 12Zm0 0h7.5",
  signOut: "M14 4.5H6.5A1.5 1.5 0 0 0 5 6v12a1.5 1.5 0 0 0 1.5 1.5H14m-3-7.5h10m-3.5-4 4 4-4 4",
  trash:
    "M4.5 7h15M9.5 7V5a1 1 0 0 1 1-1h3a1 1 0 0 1 1 1v2m3 0-.7 11.6a1.5 1.5 0 0 1-1.5 1.4H8.7a1.5 1.5 0 0 1-1.5-1.4L6.5 7",
  verified:
    "m8.5 12.2 2.5 2.5 4.5-5M12 3l2.4 1.8 3-.1.9 2.9 2.5 1.7-1 2.9 1 2.9-2.5 1.7-.9 2.9-3-.1L12 21.3l-2.4-1.7-3 .1-.9-2.9-2.5-1.7 1-2.9-1-2.9 2.5-1.7.9-2.9 3 .1Z",
  web: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Zm-17.5-2.5h17m-17 5h17M12 3c2.5 2.6 3.7 5.6 3.7 9s-1.2 6.4-3.7 9c-2.5-2.6-3.7-5.6-3.7-9S9.5 5.6 12 3Z",
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing of 24 × 24 in the colour of the text. Decorative: what it means is said in words beside it. */
export function Icon({ name, className = "size-5" }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 24 24"
      className={`shrink-0 ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
