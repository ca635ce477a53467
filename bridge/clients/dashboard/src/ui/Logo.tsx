/** The campfire: a flame over two crossed logs. Decorative; the word beside it names it. */
export function Logo({ className = "size-8" }: { className?: string }) {
  return (
    <svg viewBox="4 3 24 26" className={className} aria-hidden="true" fill="none">
      <path
        className="fill-ember"
        d="M16.6 4.5c.5 3.6-1.3 5.2-3 7.1C11.9 13.5 10 15.5 10 18.4a6.3 6.3 0 0 0 12.6 0c0-2.6-1.2-4.3-2.3-5.6-.2 1.5-.8 2.4-1.8 2.9.6-4.3-.2-8.3-1.9-11.2Z"
      />
      <path
        className="fill-spark"
        d="M16.5 15.3c.2 1.9-2.7 2.7-2.7 5.3a2.6 2.6 0 0 0 5.2 0c0-2.2-1.7-2.9-2.5-5.3Z"
      />
      <path
        className="stroke-log"
        d="m7.5 27.2 17-3.9M24.5 27.2l-17-3.9"
        strokeWidth="2.2"
        strokeLinecap="round"
      />
    </svg>
  );
}
