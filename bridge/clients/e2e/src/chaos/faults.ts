import { setTimeout as pause } from "node:timers/promises";
import type { ChaosProxy } from "./ChaosProxy";
import type { Random } from "./Random";

/** Begins a fault; answers for how long it lasts, in milliseconds, until the line is healed. */
type Fault = (proxy: ChaosProxy, random: Random, count: () => void) => number;

/** Counts as done at once; what waits for an occasion counts itself. */
function atOnce(begin: (proxy: ChaosProxy, random: Random) => number): Fault {
  return (proxy, random, count) => {
    count();
    return begin(proxy, random);
  };
}

/** Everything that a line does to us, by its name in the report. */
export const FAULTS = {
  "slow and uneven": atOnce((proxy, random) => {
    proxy.setWeather({ latencyMs: random.between(20, 400), jitterMs: random.between(0, 400) });
    return random.between(1_000, 5_000);
  }),
  narrow: atOnce((proxy, random) => {
    proxy.setWeather({ bytesPerSecond: random.between(1_000, 20_000) });
    return random.between(1_000, 5_000);
  }),
  "byte by byte": atOnce((proxy, random) => {
    proxy.setWeather({ pieceBytes: 1, bytesPerSecond: random.between(2_000, 50_000) });
    return random.between(1_000, 5_000);
  }),
  "silent upwards": atOnce((proxy, random) => {
    proxy.hold("up");
    return random.between(500, 8_000);
  }),
  "silent downwards": atOnce((proxy, random) => {
    proxy.hold("down");
    return random.between(500, 8_000);
  }),
  "silent both ways": atOnce((proxy, random) => {
    proxy.hold("up", "down");
    return random.between(500, 8_000);
  }),
  "lost upwards": atOnce((proxy) => {
    proxy.deafen("up");
    return 0;
  }),
  "lost downwards": atOnce((proxy) => {
    proxy.deafen("down");
    return 0;
  }),
  "half open": atOnce((proxy) => {
    proxy.halfOpen();
    return 0;
  }),
  cut: atOnce((proxy) => {
    proxy.cut();
    return 0;
  }),
  refused: atOnce((proxy, random) => {
    proxy.refuse();
    return random.between(500, 5_000);
  }),
  "cut in an acknowledgement": (proxy, random, count) => {
    proxy.cutNextAcknowledgement(random.between(0, 60), count);
    return random.between(1_000, 3_000);
  },
} satisfies Record<string, Fault>;

export type FaultKind = keyof typeof FAULTS;

const KINDS = Object.keys(FAULTS) as [FaultKind, ...FaultKind[]];

/** Draws one fault after the other, with calm between, until told to stop; then heals the line. */
export async function haunt(
  proxy: ChaosProxy,
  random: Random,
  until: AbortSignal,
  count: (kind: FaultKind) => void,
): Promise<void> {
  while (!until.aborted) {
    await within(random.between(300, 3_000), until);
    const kind = random.pick(KINDS);
    const lastsMs = FAULTS[kind](proxy, random, () => count(kind));
    await within(lastsMs, until);
    proxy.heal();
  }
}

/** A pause that ends early when the whole does. */
export async function within(ms: number, until: AbortSignal): Promise<void> {
  await pause(ms, undefined, { signal: until }).catch(() => undefined);
}
