import type { Availability } from "@campfire/client";

const LOOKS: Readonly<Record<Availability, string>> = {
  online: "bg-online",
  away: "bg-away",
  busy: "bg-busy",
  // A ring: the states differ in form too, not in colour alone.
  offline: "border-2 border-ink-faint bg-surface",
};

const PLACES = {
  face: "absolute right-0 bottom-0 ring-2 ring-surface",
  rail: "absolute -right-0.5 -bottom-0.5 ring-2 ring-rail",
  line: "inline-block shrink-0",
} as const;

interface PresenceDotProps {
  presence: Availability;
  on: keyof typeof PLACES;
}

/** Decorative: the word stands beside it, or in the label of what it is part of. */
export function PresenceDot({ presence, on }: PresenceDotProps) {
  return (
    <span aria-hidden="true" className={`size-2.5 rounded-full ${LOOKS[presence]} ${PLACES[on]}`} />
  );
}
