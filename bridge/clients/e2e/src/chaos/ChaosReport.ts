import type { StoredMessage } from "./ConversationTable";
import { FAULTS, type FaultKind } from "./faults";
import { ACTS, type Act } from "./Typist";

export interface Round {
  round: number;
  /** How long after healing both screens showed the table; undefined if they never did. */
  settledMs: number | undefined;
  rows: StoredMessage[];
  history: StoredMessage[];
  /** As much of the end of the conversation as is on each screen. */
  screens: Array<{ name: string; rows: string[] }>;
  /** Of each person, in their order. */
  typed: readonly string[][];
  seenDouble: string[];
}

/** What a run did, and what it found. */
export class ChaosReport {
  readonly #counts = new Map<string, number>();
  readonly #log: string[] = [];
  readonly #since = performance.now();
  readonly faults: string[] = [];
  typedCount = 0;
  lostCount = 0;
  doubleCount = 0;
  disorderedCount = 0;
  syncCount = 0;
  signInCount = 0;
  roundCount = 0;
  slowestSettledMs = 0;

  constructor(readonly seed: number) {}

  count(who: string, kind: FaultKind | Act): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    this.note(who, kind);
  }

  /** For whoever has to find out why a run failed. */
  note(who: string, what: string): void {
    const at = ((performance.now() - this.#since) / 1_000).toFixed(3);
    this.#log.push(`${at} ${who}: ${what}`);
  }

  /** A frame that a page has sent. */
  sent(frame: string): void {
    if (frame.includes('"messaging.sync"')) this.syncCount++;
    if (frame.includes('"session.auth"')) this.signInCount++;
  }

  /** Counts are of the whole conversation so far, so those of the last round are those of the run. */
  round(found: Round): void {
    const { round, settledMs, rows, history, screens, typed, seenDouble } = found;
    const contents = rows.map(({ content }) => content);
    const all = typed.flat();
    this.roundCount = round;
    this.typedCount = all.length;
    this.slowestSettledMs = Math.max(this.slowestSettledMs, settledMs ?? Infinity);

    const lost = all.filter((text) => !contents.includes(text));
    const double = contents.filter((text, index) => contents.indexOf(text) !== index);
    const disordered = typed.flatMap((texts) => disorderOf(texts, contents));
    for (const { name, rows: screen } of screens) {
      const shown = contents.slice(contents.length - screen.length);
      lost.push(...shown.filter((text) => !screen.includes(text)));
      double.push(...screen.filter((text, index) => screen.indexOf(text) !== index));
      if (screen.some((text, index) => text !== shown[index])) {
        this.faults.push(
          `Round ${round}: the ${name}'s screen is not the table:\n  ${JSON.stringify(screen)}\n  ${JSON.stringify(shown)}`,
        );
        disordered.push(...disorderOf(screen, contents));
      }
    }
    this.lostCount = lost.length;
    this.doubleCount = double.length + seenDouble.length;
    this.disorderedCount = disordered.length;

    const say = (what: string, texts: string[]): void => {
      if (texts.length > 0) this.faults.push(`Round ${round}: ${what}: ${texts.join(" | ")}`);
    };
    say("lost", lost);
    say("double", double);
    say("double on a screen meanwhile", seenDouble);
    say("out of order", disordered);
    say(
      "nobody's",
      contents.filter((text) => !all.includes(text)),
    );
    if (rows.some(({ seq }, index) => seq !== index + 1)) {
      this.faults.push(`Round ${round}: the numbers have a hole.`);
    }
    if (JSON.stringify(rows) !== JSON.stringify(history)) {
      this.faults.push(`Round ${round}: HTTP tells another conversation than the database.`);
    }
    if (settledMs === undefined) {
      this.faults.push(`Round ${round}: the screens did not come to rest in time.`);
    }
  }

  /** A table in Markdown. */
  toString(): string {
    const counted = [...Object.keys(FAULTS), ...ACTS].map(
      (kind) => `| ${kind} | ${this.#counts.get(kind) ?? 0} |`,
    );
    return [
      "| | |",
      "|---|---:|",
      `| seed | ${this.seed} |`,
      `| rounds | ${this.roundCount} |`,
      `| messages typed | ${this.typedCount} |`,
      `| lost | ${this.lostCount} |`,
      `| double | ${this.doubleCount} |`,
      `| out of order | ${this.disorderedCount} |`,
      `| slowest time from a healed line to equal screens | ${(this.slowestSettledMs / 1_000).toFixed(1)} s |`,
      `| sign-ins on a socket | ${this.signInCount} |`,
      `| \`messaging.sync\` asked | ${this.syncCount} |`,
      ...counted,
      ...this.faults.map((fault) => `\n${fault}`),
      ...(this.faults.length === 0 ? [] : ["", ...this.#log]),
      "",
    ].join("\n");
  }
}

/** Those that stand after one that was to follow them. */
function disorderOf(texts: readonly string[], contents: readonly string[]): string[] {
  let last = -1;
  return texts.filter((text) => {
    const place = contents.indexOf(text);
    if (place < 0) return false;
    const isBehind = place < last;
    last = Math.max(last, place);
    return isBehind;
  });
}
