import { useId, type ReactNode } from "react";

import { Button } from "../ui/Button";
import type { Figure } from "./useFigure";

interface PanelProps<T> {
  title: string;
  says?: string;
  figure: Figure<T>;
  children: (value: T) => ReactNode;
  className?: string;
}

/** One figure's place: what it is, or why it is not there, without a word about the others. */
export function Panel<T>({ title, says, figure, children, className = "" }: PanelProps<T>) {
  const heading = useId();
  return (
    <section
      aria-labelledby={heading}
      className={`break-inside-avoid rounded-xl border border-line bg-surface p-4 ${className}`}
    >
      <h3 id={heading} className="text-sm font-semibold text-ink">
        {title}
      </h3>
      {says !== undefined && <p className="mt-0.5 text-xs text-ink-faint">{says}</p>}
      <div className="mt-3">
        {figure.problem !== undefined && (
          <p role="alert" className="mb-2 flex items-center gap-3 text-sm text-danger">
            {figure.problem}
            <Button onClick={figure.retry}>Try again</Button>
          </p>
        )}
        {figure.value !== undefined ? (
          children(figure.value)
        ) : figure.problem === undefined ? (
          <p className="h-16 animate-pulse rounded-lg bg-sunken">
            <span className="sr-only">Loading {title}</span>
          </p>
        ) : null}
      </div>
    </section>
  );
}

interface TableProps {
  caption: string;
  head: string[];
  rows: (string | number)[][];
}

/** The same as a plot, to read, to copy and for screen readers. */
export function AsTable({ caption, head, rows }: TableProps) {
  return (
    <details className="mt-2 text-sm print:hidden">
      <summary className="cursor-pointer text-ink-soft">As a table</summary>
      <div className="mt-2 max-h-72 overflow-auto" tabIndex={0} role="group" aria-label={caption}>
        <FigureTable caption={caption} head={head} rows={rows} />
      </div>
    </details>
  );
}

export function FigureTable({ caption, head, rows }: TableProps) {
  return (
    <table className="w-full border-collapse text-left text-sm">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          {head.map((name) => (
            <th key={name} scope="col" className="border-b border-line px-2 py-1.5 font-semibold">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={String(row[0])}>
            {row.map((cell, index) =>
              index === 0 ? (
                <th
                  key={head[index]}
                  scope="row"
                  className="border-b border-line px-2 py-1.5 font-normal"
                >
                  {cell}
                </th>
              ) : (
                <td key={head[index]} className="border-b border-line px-2 py-1.5 tabular-nums">
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
