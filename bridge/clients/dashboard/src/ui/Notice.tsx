import type { ReactNode } from "react";

import { Icon, type IconName } from "./Icon";

interface NoticeProps {
  icon: IconName;
  title: string;
  children?: ReactNode;
  /** An error is announced when it appears; an empty state is only there. */
  urgent?: boolean;
}

/** What stands in an area that has nothing to show: why, and what to do about it. */
export function Notice({ icon, title, children, urgent = false }: NoticeProps) {
  return (
    <div
      role={urgent ? "alert" : undefined}
      className="mx-auto flex max-w-80 flex-col items-center gap-3 px-6 py-12 text-center"
    >
      <span
        className={`flex size-12 items-center justify-center rounded-full ${urgent ? "bg-danger-soft text-danger" : "bg-sunken text-ink-faint"}`}
      >
        <Icon name={icon} className="size-6" />
      </span>
      <p className="font-semibold text-ink">{title}</p>
      {children !== undefined && (
        <div className="text-sm text-pretty text-ink-soft">{children}</div>
      )}
    </div>
  );
}
