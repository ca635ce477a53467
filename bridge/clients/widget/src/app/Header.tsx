import { BellIcon, BellOffIcon, CloseIcon, FlameIcon } from "./ui/icons";

interface HeaderProps {
  name: string;
  greeting: string | undefined;
  /** Who helps, or whether somebody is there. */
  helper: string;
  available: boolean | undefined;
  /** Whether messages make no sound. */
  muted: boolean;
  onMute: (muted: boolean) => void;
  /** Absent where there is no host page to go back to. */
  onClose: (() => void) | undefined;
}

export function Header({ name, greeting, helper, available, muted, onMute, onClose }: HeaderProps) {
  return (
    <header class="header">
      <span class="mark">
        <FlameIcon />
      </span>
      <div class="names">
        <h1>{name}</h1>
        {greeting !== undefined && greeting !== "" && <p>{greeting}</p>}
        <p
          class={available === true ? "helper there" : "helper"}
          role="status"
          aria-label="Availability"
        >
          {helper}
        </p>
      </div>
      <button
        type="button"
        class="tool"
        aria-pressed={!muted}
        aria-label="Sound"
        title={muted ? "Sound off" : "Sound on"}
        onClick={() => onMute(!muted)}
      >
        {muted ? <BellOffIcon /> : <BellIcon />}
      </button>
      {onClose && (
        <button type="button" class="tool" aria-label="Close chat" onClick={onClose}>
          <CloseIcon />
        </button>
      )}
    </header>
  );
}
