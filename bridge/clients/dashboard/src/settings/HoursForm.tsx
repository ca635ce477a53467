import { type BusinessHours, ProblemError } from "@campfire/client";
import { useId, useRef, useState, type ReactNode } from "react";

import { ownTimeZone, timeZones } from "../analytics/range";
import { useWorkspace } from "../session/WorkspaceContext";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import {
  dayText,
  DAYS,
  draftOf,
  holidayProblem,
  hoursOf,
  opening,
  problemsOf,
  problemsOfServer,
  type HoursDraft,
  type OpeningDraft,
  type Problems,
} from "./hours";

const FIELD =
  "min-h-10 rounded-lg border border-line-strong bg-surface px-3 text-sm text-ink aria-invalid:border-danger";

/** When the organisation answers. Nothing is sent before "Save". */
export function HoursForm({ hours }: { hours: BusinessHours | undefined }) {
  const { administration } = useWorkspace();
  const [draft, setDraft] = useState<HoursDraft>(() => draftOf(hours, ownTimeZone()));
  const [problems, setProblems] = useState<Problems>({});
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const faults = Object.keys(problems).length;

  const change = (changed: Partial<HoursDraft>) => {
    const next = { ...draft, ...changed };
    setDraft(next);
    setSaid("");
    // What was at fault is looked at again while it is being mended, nothing else before "Save".
    const now = problemsOf(next);
    setProblems((before) =>
      Object.fromEntries(Object.entries(now).filter(([field]) => field in before)),
    );
  };

  const refuse = (found: Problems) => {
    setProblems(found);
    // After the fields have been marked.
    requestAnimationFrame(() =>
      form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-fault]")?.focus(),
    );
  };

  const save = async () => {
    setSaid("");
    const found = problemsOf(draft);
    if (Object.keys(found).length > 0) {
      refuse(found);
      return;
    }
    setProblems({});
    setBusy(true);
    try {
      await administration.setBusinessHours(hoursOf(draft));
      setSaid(
        draft.kept
          ? "Saved. What ends in a minute and later is measured in these hours."
          : "Saved. What ends in a minute and later is measured by the calendar alone.",
      );
    } catch (error) {
      const problem = error instanceof ProblemError ? error.problem : undefined;
      refuse(
        problem?.errors?.length
          ? problemsOfServer(problem.errors)
          : { form: problem?.detail ?? "The hours could not be saved." },
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      ref={form}
      noValidate
      aria-labelledby="hours-title"
      className="rounded-xl border border-line bg-surface p-4 lg:p-6"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3 id="hours-title" className="text-base font-semibold">
        Business hours
      </h3>
      <p className="mt-1 text-sm text-ink-soft">
        Times in figures are measured in these hours too, beside the calendar. New hours hold from a
        minute after they are saved; what was measured before stays as it is.
      </p>
      <label className="mt-4 flex min-h-10 items-center gap-2.5 text-sm font-medium">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={draft.kept}
          onChange={(event) => change({ kept: event.target.checked })}
        />
        Keep business hours
      </label>
      {draft.kept && (
        <>
          <TimeZoneField
            timezone={draft.timezone}
            problem={problems.timezone}
            onChange={(timezone) => change({ timezone })}
          />
          <Week
            week={draft.week}
            problems={problems}
            onChange={(week) => change({ week })}
            onSay={setSaid}
          />
          <Holidays
            holidays={draft.holidays}
            problem={problems.holidays}
            onChange={(holidays, what) => {
              change({ holidays });
              setSaid(what);
            }}
          />
        </>
      )}
      {faults > 0 && (
        <p role="alert" className="mt-4 text-sm font-medium text-danger">
          {problems.form ??
            (faults === 1
              ? "Not saved: one thing is to be mended."
              : `Not saved: ${faults} things are to be mended.`)}
        </p>
      )}
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <Button look="primary" type="submit" disabled={busy}>
          {busy ? "Saving …" : "Save"}
        </Button>
        <p role="status" className="text-sm text-good">
          {said}
        </p>
      </div>
    </form>
  );
}

interface TimeZoneFieldProps {
  timezone: string;
  problem: string | undefined;
  onChange: (timezone: string) => void;
}

function TimeZoneField({ timezone, problem, onChange }: TimeZoneFieldProps) {
  const id = useId();
  const zones = timeZones();
  return (
    <div className="mt-4 text-sm">
      <label htmlFor={id} className="mb-1.5 block font-medium">
        Time zone
      </label>
      <select
        id={id}
        className={`${FIELD} w-full sm:w-72`}
        value={timezone}
        aria-invalid={problem !== undefined}
        aria-describedby={problem === undefined ? undefined : `${id}-problem`}
        onChange={(event) => onChange(event.target.value)}
      >
        {/* A place of old that this browser calls by another name stays as it is. */}
        {!zones.includes(timezone) && <option>{timezone}</option>}
        {zones.map((zone) => (
          <option key={zone}>{zone}</option>
        ))}
      </select>
      <Problem id={`${id}-problem`}>{problem}</Problem>
    </div>
  );
}

interface WeekProps {
  week: OpeningDraft[][];
  problems: Problems;
  onChange: (week: OpeningDraft[][]) => void;
  onSay: (what: string) => void;
}

function Week({ week, problems, onChange, onSay }: WeekProps) {
  const setDay = (day: number, openings: OpeningDraft[]) =>
    onChange(week.map((before, index) => (index === day ? openings : before)));
  const [monday] = week;
  return (
    <fieldset
      className="mt-6"
      aria-describedby={problems.week === undefined ? "week-hint" : "week-problem week-hint"}
    >
      <legend className="text-sm font-medium">Openings</legend>
      <p id="week-hint" className="mt-0.5 text-xs text-ink-faint">
        An opening until 00:00 lasts until midnight.
      </p>
      <Problem id="week-problem">{problems.week}</Problem>
      <div className="mt-2 divide-y divide-line border-y border-line">
        {week.map((openings, day) => (
          <Day
            key={DAYS[day]}
            name={DAYS[day] ?? ""}
            openings={openings}
            problems={problems}
            // A week without an opening is mended at its first day.
            invalid={day === 0 && problems.week !== undefined}
            onChange={(changed) => setDay(day, changed)}
          />
        ))}
      </div>
      <Button
        size="small"
        className="mt-3"
        onClick={() => {
          onChange(
            week.map((before, day) =>
              day > 0 && day < 5 ? (monday ?? []).map(({ from, to }) => opening(from, to)) : before,
            ),
          );
          onSay("Tuesday to Friday are as Monday now.");
        }}
      >
        Copy Monday to Tuesday–Friday
      </Button>
    </fieldset>
  );
}

interface DayProps {
  name: string;
  openings: OpeningDraft[];
  problems: Problems;
  invalid: boolean;
  onChange: (openings: OpeningDraft[]) => void;
}

function Day({ name, openings, problems, invalid, onChange }: DayProps) {
  const add = useRef<HTMLButtonElement>(null);
  return (
    <div
      role="group"
      aria-label={name}
      className="grid grid-cols-[1fr_auto] gap-x-4 py-2.5 sm:grid-cols-[6rem_1fr_auto]"
    >
      <p className="pt-2.5 text-sm" aria-hidden="true">
        {name}
      </p>
      <div className="col-span-full row-start-2 flex min-w-0 flex-col gap-2 sm:col-span-1 sm:row-start-auto">
        {openings.length === 0 && <p className="pt-2.5 text-sm text-ink-faint">Closed</p>}
        {openings.map((each, index) => (
          <OpeningFields
            key={each.key}
            opening={each}
            name={openings.length > 1 ? `${name}, opening ${index + 1}` : name}
            problem={problems[each.key]}
            onChange={(changed) =>
              onChange(openings.map((before) => (before === each ? changed : before)))
            }
            onRemove={() => {
              onChange(openings.filter((before) => before !== each));
              add.current?.focus();
            }}
          />
        ))}
      </div>
      <button
        ref={add}
        type="button"
        data-fault={invalid || undefined}
        aria-describedby={invalid ? "week-problem" : undefined}
        aria-label={`Add an opening on ${name}`}
        className="h-10 rounded-lg px-3 text-sm font-medium text-accent-strong hover:bg-sunken"
        onClick={() => onChange([...openings, nextOpening(openings)])}
      >
        Add
      </button>
    </div>
  );
}

/** After the last one that day, left open: its end is for somebody to say. */
function nextOpening(openings: OpeningDraft[]): OpeningDraft {
  return openings.length === 0 ? opening("09:00", "17:00") : opening("", "");
}

interface OpeningFieldsProps {
  opening: OpeningDraft;
  name: string;
  problem: string | undefined;
  onChange: (opening: OpeningDraft) => void;
  onRemove: () => void;
}

function OpeningFields({ opening, name, problem, onChange, onRemove }: OpeningFieldsProps) {
  const problemId = `${opening.key}-problem`;
  const field = (end: "from" | "to", label: string) => (
    <input
      type="time"
      required
      aria-label={`${name}, ${label}`}
      aria-invalid={problem !== undefined}
      aria-describedby={problem === undefined ? undefined : problemId}
      className={`${FIELD} w-30`}
      value={opening[end]}
      onChange={(event) => onChange({ ...opening, [end]: event.target.value })}
    />
  );
  return (
    <div>
      <div className="flex flex-wrap items-center gap-2">
        {field("from", "opens")}
        <span aria-hidden="true" className="text-sm text-ink-soft">
          to
        </span>
        {field("to", "closes")}
        <button
          type="button"
          aria-label={`Remove ${name}, ${opening.from || "open"} to ${opening.to || "open"}`}
          className="flex size-10 items-center justify-center rounded-lg text-ink-soft hover:bg-sunken hover:text-danger"
          onClick={onRemove}
        >
          <Icon name="trash" />
        </button>
      </div>
      <Problem id={problemId}>{problem}</Problem>
    </div>
  );
}

interface HolidaysProps {
  holidays: string[];
  problem: string | undefined;
  /** With what is to be said of it. */
  onChange: (holidays: string[], what: string) => void;
}

function Holidays({ holidays, problem, onChange }: HolidaysProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [day, setDay] = useState("");
  const [refused, setRefused] = useState<string>();
  const shown = refused ?? problem;

  const add = () => {
    const found = holidayProblem(day, holidays);
    setRefused(found);
    if (found === undefined) {
      onChange([...holidays, day].sort(), `${dayText(day)} added, not saved yet.`);
      setDay("");
    }
    input.current?.focus();
  };

  return (
    <fieldset className="mt-6">
      <legend className="text-sm font-medium">Holidays</legend>
      <p id={`${id}-hint`} className="mt-0.5 text-xs text-ink-faint">
        Days on which you are closed.
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <input
          ref={input}
          type="date"
          aria-label="Another holiday"
          aria-invalid={shown !== undefined}
          aria-describedby={shown === undefined ? `${id}-hint` : `${id}-problem ${id}-hint`}
          className={`${FIELD} w-44`}
          value={day}
          onChange={(event) => {
            setRefused(undefined);
            setDay(event.target.value);
          }}
          onKeyDown={(event) => {
            // Enter in this field means the day, not the whole form.
            if (event.key === "Enter") {
              event.preventDefault();
              add();
            }
          }}
        />
        <Button onClick={add}>Add holiday</Button>
      </div>
      <Problem id={`${id}-problem`}>{shown}</Problem>
      {holidays.length > 0 && (
        <ul aria-label="Holidays" className="mt-3 divide-y divide-line border-y border-line">
          {holidays.map((each) => (
            <li key={each} className="flex items-center justify-between gap-2 text-sm">
              {dayText(each)}
              <button
                type="button"
                aria-label={`Remove ${dayText(each)}`}
                className="flex size-10 items-center justify-center rounded-lg text-ink-soft hover:bg-sunken hover:text-danger"
                onClick={() => {
                  onChange(
                    holidays.filter((other) => other !== each),
                    `${dayText(each)} removed, not saved yet.`,
                  );
                  input.current?.focus();
                }}
              >
                <Icon name="trash" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </fieldset>
  );
}

/** Read out with its field, which gets the focus; what is said of the whole is announced. */
function Problem({ id, children }: { id: string; children: ReactNode }) {
  if (children === undefined) return null;
  return (
    <p id={id} className="mt-1.5 text-sm font-medium text-danger">
      {children}
    </p>
  );
}
