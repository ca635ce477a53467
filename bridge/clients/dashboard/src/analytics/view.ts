import type { ListEpisodesBehind } from "@campfire/client";

import type { Range } from "./range";

/** What all pages of figures share. */
export interface View {
  range: Range;
  before: Range;
  timezone: string;
  /** Moves when the organisation's figures do. */
  version: number;
  open: (behind: Behind) => void;
}

/** A number whose conversations are looked at. */
export interface Behind {
  title: string;
  behind: ListEpisodesBehind;
  agentId?: string;
}

/** Days of a stretch, or hours where it is short. */
export function bucketOf({ from, to }: Range): "hour" | "day" {
  return Date.parse(to) - Date.parse(from) <= 3 * 24 * 3_600_000 ? "hour" : "day";
}

/** How the start of a bucket reads. */
export function bucketLabel(bucket: "hour" | "day", timezone: string): (at: string) => string {
  const format = new Intl.DateTimeFormat(
    "en-GB",
    bucket === "day"
      ? { timeZone: timezone, day: "numeric", month: "short" }
      : { timeZone: timezone, weekday: "short", hour: "2-digit", minute: "2-digit" },
  );
  return (at) => format.format(new Date(at));
}
