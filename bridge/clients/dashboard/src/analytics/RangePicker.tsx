import { useState } from "react";

import { daysOf, daysProblem, PRESETS, type Days, type Preset, type Range } from "./range";

/** The last days up to now, or days that somebody chose. */
export type Chosen = Preset | Days;

interface RangePickerProps {
  chosen: Chosen;
  range: Range;
  timezone: string;
  onChoose: (chosen: Chosen) => void;
}

/** Which days the figures are of. Days that cannot be are not asked for. */
export function RangePicker({ chosen, range, timezone, onChoose }: RangePickerProps) {
  const [draft, setDraft] = useState<Days>();
  const shown = draft ?? (typeof chosen === "string" ? undefined : chosen);
  const problem = shown === undefined ? undefined : daysProblem(shown);
  const choose = (days: Days) => {
    setDraft(days);
    if (daysProblem(days) === undefined) onChoose(days);
  };
  return (
    <>
      <label className="text-sm print:hidden">
        <span className="sr-only">Period</span>
        <select
          className={FIELD}
          value={typeof chosen === "string" ? chosen : OWN}
          onChange={(event) => {
            if (event.target.value === OWN) return choose(daysOf(range, timezone, new Date()));
            setDraft(undefined);
            onChoose(event.target.value as Preset);
          }}
        >
          {PRESETS.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
          <option value={OWN}>Chosen days</option>
        </select>
      </label>
      {shown !== undefined && (
        <fieldset className="flex flex-wrap items-center gap-2 text-sm print:hidden">
          <legend className="sr-only">Chosen days</legend>
          {(["first", "last"] as const).map((end) => (
            <label key={end} className="flex items-center gap-2 text-ink-soft">
              {end === "first" ? "From" : "to"}
              <input
                type="date"
                className={FIELD}
                value={shown[end]}
                aria-invalid={problem !== undefined}
                aria-describedby={problem === undefined ? undefined : "days-problem"}
                onChange={(event) => choose({ ...shown, [end]: event.target.value })}
              />
            </label>
          ))}
          {problem !== undefined && (
            <p id="days-problem" role="alert" className="font-medium text-danger">
              {problem}
            </p>
          )}
        </fieldset>
      )}
    </>
  );
}

const OWN = "own";

export const FIELD =
  "min-h-10 max-w-56 rounded-lg border border-line bg-surface px-3 text-sm text-ink";
