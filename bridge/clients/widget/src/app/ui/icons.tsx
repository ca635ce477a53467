export function BellIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class="stroke">
      <path d="M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 2h-15l1.5-2ZM10 21h4" />
    </svg>
  );
}

export function BellOffIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class="stroke">
      <path d="M6 16.5V11a6 6 0 0 1 .8-3M9 5.8A6 6 0 0 1 18 11v4m0 3.5H4.5L6 16.5M10 21h4M3.5 3.5l17 17" />
    </svg>
  );
}

export function CloseIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class="stroke">
      <path d="M6.5 6.5l11 11M17.5 6.5l-11 11" />
    </svg>
  );
}

export function SendIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class="stroke">
      <path d="M12 19V5M5.5 11.5 12 5l6.5 6.5" />
    </svg>
  );
}

export function FlameIcon() {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true" class="fill">
      <path d="M12.7 2.5c.9 3.9-5.9 6.2-5.9 12a5.5 5.5 0 0 0 11 .4c0-2.5-1-3.9-2-5.3-.4 1.4-1.2 2-2 2.2 1.2-3.2 1-6.9-1.1-9.3Z" />
    </svg>
  );
}
