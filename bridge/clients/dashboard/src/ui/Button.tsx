import type { ButtonHTMLAttributes } from "react";

const LOOKS = {
  primary:
    "bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-ink-faint",
  danger: "bg-danger text-surface hover:opacity-90",
  quiet: "border border-line bg-surface text-ink hover:bg-sunken disabled:text-ink-faint",
} as const;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof LOOKS;
}

export function Button({ look = "quiet", type = "button", className = "", ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`inline-flex min-h-10 items-center justify-center gap-2 rounded-lg px-3.5 text-sm font-medium transition-colors disabled:cursor-not-allowed ${LOOKS[look]} ${className}`}
    />
  );
}
