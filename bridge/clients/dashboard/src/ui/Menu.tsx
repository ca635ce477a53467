import * as Ariakit from "@ariakit/react";
import type { ReactNode } from "react";

import { Icon, type IconName } from "./Icon";

interface MenuProps {
  /** What the button does, for who cannot see what stands in it. */
  label: string;
  button: ReactNode;
  children: ReactNode;
  disabled?: boolean;
  look?: "field" | "icon";
}

const BUTTONS = {
  field:
    "inline-flex min-h-8 max-w-52 min-w-0 items-center gap-1.5 rounded-lg border border-line bg-surface px-2.5 text-xs font-medium text-ink hover:bg-sunken aria-expanded:bg-sunken",
  icon: "inline-flex size-7 items-center justify-center rounded-md text-ink-faint hover:bg-sunken hover:text-ink aria-expanded:bg-sunken aria-expanded:text-ink",
} as const;

export const MENU_PANEL =
  "z-20 max-h-[min(24rem,var(--popover-available-height))] max-w-72 min-w-48 overflow-y-auto rounded-xl border border-line bg-surface p-1 text-sm text-ink shadow-xl outline-none";

/** A button with a menu. Arrows, typing ahead, Escape and the way of the focus are Ariakit's. */
export function Menu({ label, button, children, disabled = false, look = "field" }: MenuProps) {
  return (
    <Ariakit.MenuProvider>
      <Ariakit.MenuButton
        aria-label={label}
        title={look === "icon" ? label : undefined}
        disabled={disabled}
        className={BUTTONS[look]}
      >
        {button}
        {look === "field" && <Icon name="chevronDown" className="size-3.5 text-ink-faint" />}
      </Ariakit.MenuButton>
      <Ariakit.Menu gutter={4} portal unmountOnHide className={MENU_PANEL}>
        {children}
      </Ariakit.Menu>
    </Ariakit.MenuProvider>
  );
}

interface MenuItemProps {
  icon?: IconName;
  /** In the place of an icon. */
  lead?: ReactNode;
  children: ReactNode;
  /** Said at the end of the line. */
  hint?: string | undefined;
  /** Whether this is how it is now; makes it one of several to choose from. */
  checked?: boolean;
  danger?: boolean;
  onChoose: () => void;
}

const ITEM =
  "flex min-h-9 w-full cursor-default items-center gap-2.5 rounded-lg px-2.5 py-1.5 text-left outline-none data-active-item:bg-sunken";

export function MenuItem({
  icon,
  lead,
  children,
  hint,
  checked,
  danger = false,
  onChoose,
}: MenuItemProps) {
  const inside = (
    <>
      {icon === undefined ? lead : <Icon name={icon} className="size-4 text-ink-faint" />}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {hint !== undefined && <span className="shrink-0 text-xs text-ink-faint">{hint}</span>}
      {checked === true && <Icon name="check" className="size-4 text-accent-strong" />}
    </>
  );
  const className = `${ITEM} ${danger ? "text-danger" : ""}`;
  if (checked === undefined) {
    return (
      <Ariakit.MenuItem className={className} onClick={onChoose}>
        {inside}
      </Ariakit.MenuItem>
    );
  }
  return (
    <Ariakit.MenuItemRadio
      name="choice"
      value="this"
      checked={checked}
      className={className}
      hideOnClick
      onClick={onChoose}
    >
      {inside}
    </Ariakit.MenuItemRadio>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  return (
    <Ariakit.MenuGroupLabel className="px-2.5 pt-2 pb-1 text-xs font-semibold text-ink-faint">
      {children}
    </Ariakit.MenuGroupLabel>
  );
}

export const MenuGroup = Ariakit.MenuGroup;

export function MenuSeparator() {
  return <Ariakit.MenuSeparator className="my-1 border-line" />;
}
