const WIDTHS = ["w-32", "w-24", "w-36", "w-28", "w-40", "w-24", "w-32"];

/** Grey rows in the shape of what is coming. */
export function ListSkeleton() {
  return (
    <div role="status" className="animate-breathe">
      <span className="sr-only">Loading conversations…</span>
      {WIDTHS.map((width, index) => (
        <div key={index} aria-hidden="true" className="flex gap-3 border-b border-line px-4 py-3">
          <div className="size-10 shrink-0 rounded-full bg-sunken" />
          <div className="flex-1 space-y-2 pt-1">
            <div className={`h-3 rounded bg-sunken ${width}`} />
            <div className="h-3 w-5/6 rounded bg-sunken" />
            <div className="h-3 w-2/3 rounded bg-sunken" />
          </div>
        </div>
      ))}
    </div>
  );
}
