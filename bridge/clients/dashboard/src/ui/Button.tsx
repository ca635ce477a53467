import type { ButtonHTMLAttributes } from "react";

const LOOKS = {
  primary:
    "bg-accent text-on-accent hover:bg-accent-strong disabled:bg-sunken disabled:text-ink-faint",
  danger: "bg-danger text-surface hover:opacity-90",
  quiet: "border border-line bg-surface text-ink hover:bg-sunken disabled:text-ink-faint",
} as const;

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: keyof typeof LOOKS;
  size?: keyof typeof SIZES;
}

const SIZES = {
  small: "min-h-8 gap-1.5 px-3 text-xs",
  normal: "min-h-10 gap-2 px-3.5 text-sm",
} as const;

export function Button({
  look = "quiet",
  size = "normal",
  type = "button",
  className = "",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      className={`inline-flex items-center justify-center rounded-lg font-medium transition-colors disabled:cursor-not-allowed ${SIZES[size]} ${LOOKS[look]} ${className}`}
    />
  );
}
