/** A length of time as people say it: the two largest units. */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return ms < 1_000 && ms > 0 ? "under 1 s" : `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return join(minutes, "min", seconds % 60, "s");
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return join(hours, "h", minutes % 60, "min");
  return join(Math.floor(hours / 24), "d", hours % 24, "h");
}

function join(large: number, unit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${unit}` : `${large} ${unit} ${small} ${smallUnit}`;
}

export function count(value: number): string {
  return value.toLocaleString("en");
}

export function percent(value: number): string {
  return `${Math.round(value * 100)} %`;
}

/** So many of one thing for each of another. */
export function perOne(value: number): string {
  return value.toFixed(1);
}

export function score(value: number): string {
  return value.toFixed(2);
}

/** How much more or less than before, `+12 %`; nothing where there is nothing to compare with. */
export function change(now: number | null, before: number | null): string | undefined {
  if (now === null || before === null || before === 0) return undefined;
  const percents = Math.round(((now - before) / before) * 100);
  return percents === 0 ? "as before" : `${percents > 0 ? "+" : "−"}${Math.abs(percents)} %`;
}
