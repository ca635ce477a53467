import { avatarLook, initials } from "./avatarLook";
import { Icon } from "./Icon";

interface AvatarProps {
  /** Decides the colour. */
  id: string;
  /** Absent for a visitor who gave no name: a figure instead of letters. */
  name?: string | undefined;
  online?: boolean;
  size?: "small" | "normal";
}

/** Initials on a colour of the person's own. The name stands beside it, so it is hidden from screen readers. */
export function Avatar({ id, name, online = false, size = "normal" }: AvatarProps) {
  const box = size === "small" ? "size-7 text-[11px]" : "size-10 text-sm";
  return (
    <span className={`relative inline-flex shrink-0 ${box}`}>
      <span
        aria-hidden="true"
        className={`flex size-full items-center justify-center rounded-full font-semibold tracking-wide select-none ${avatarLook(id)}`}
      >
        {name ? initials(name) : <Icon name="person" className="size-1/2" />}
      </span>
      {online && (
        <span
          role="img"
          aria-label="Online"
          title="Online"
          className="absolute right-0 bottom-0 size-2.5 rounded-full bg-online ring-2 ring-surface"
        />
      )}
    </span>
  );
}
