import type { ReactNode } from "react";

const TONES = {
  neutral: "bg-sunken text-ink-soft",
  accent: "bg-accent-soft text-accent-strong",
  danger: "bg-danger-soft text-danger",
  warn: "bg-warn-soft text-warn",
  good: "bg-good-soft text-good",
  calm: "bg-calm-soft text-calm",
} as const;

export type Tone = keyof typeof TONES;

/** A word on a tinted ground. */
export function Badge({
  tone = "neutral",
  children,
  title,
}: {
  tone?: Tone;
  children: ReactNode;
  title?: string;
}) {
  return (
    <span
      title={title}
      className={`inline-flex max-w-40 items-center gap-1 rounded-md px-1.5 py-px text-[11px] ring-1 ring-current/15 ring-inset leading-4 font-medium whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
