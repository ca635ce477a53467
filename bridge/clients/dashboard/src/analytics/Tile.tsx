interface TileProps {
  label: string;
  value: string;
  /** Against the period before. */
  change?: string | undefined;
  detail?: string | undefined;
  /** Opens what stands behind the number. */
  onOpen?: (() => void) | undefined;
  large?: boolean;
  className?: string;
}

/** One number. */
export function Tile({
  label,
  value,
  change,
  detail,
  onOpen,
  large = false,
  className = "",
}: TileProps) {
  const size = large ? "text-5xl" : "text-2xl";
  return (
    <div className={`break-inside-avoid rounded-xl border border-line bg-surface p-4 ${className}`}>
      <p className="text-xs font-medium text-ink-soft">{label}</p>
      {onOpen === undefined ? (
        <p className={`mt-1 font-semibold tracking-tight tabular-nums ${size}`}>{value}</p>
      ) : (
        <button
          type="button"
          onClick={onOpen}
          aria-label={`${label}: ${value}. Show the conversations`}
          className={`mt-1 block rounded font-semibold tracking-tight tabular-nums underline decoration-line-strong decoration-dotted underline-offset-4 hover:text-accent-strong ${size}`}
        >
          {value}
        </button>
      )}
      <p className="mt-1 min-h-4 text-xs text-ink-faint">
        {[change, detail].filter((part) => part !== undefined).join(" · ")}
      </p>
    </div>
  );
}
