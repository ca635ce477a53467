import { AvailabilityMenu } from "../attention/AvailabilityMenu";
import { Icon, type IconName } from "../ui/Icon";
import { Logo } from "../ui/Logo";
import { useWorkspace } from "../session/WorkspaceContext";
import { analyticsHref, INBOX_HREF, SETTINGS_HREF } from "./route";
import { useRoute } from "./useRoute";
import { useUi } from "./useUi";

const ITEM =
  "flex items-center justify-center gap-1 rounded-lg text-[11px] font-medium transition-colors hover:bg-rail-active hover:text-white size-11 lg:h-auto lg:w-full lg:flex-col lg:px-1 lg:py-2";

/** Brand, sound, availability and sign-out: a column on wide screens, a bar on narrow ones. */
export function Rail({ onSignOut }: { onSignOut: () => void }) {
  const { view } = useRoute();
  const isFigures = view === "analytics";
  const isSettings = view === "settings";
  const isInbox = !isFigures && !isSettings;
  const { role } = useWorkspace().profile;
  const muted = useUi((ui) => ui.muted);
  const mute = useUi((ui) => ui.mute);
  const showShortcuts = useUi((ui) => ui.showShortcuts);
  return (
    <header className="on-dark flex print:hidden shrink-0 items-center gap-1 bg-rail px-3 py-1.5 text-rail-ink lg:w-20 lg:flex-col lg:px-2 lg:py-4">
      <a
        href={INBOX_HREF}
        aria-label="Campfire, to the inbox"
        className="flex items-center gap-2 rounded-lg text-white lg:mb-4"
      >
        <Logo className="size-8 lg:size-9" />
        <span className="text-base font-bold tracking-tight lg:hidden">Campfire</span>
      </a>
      <a
        href={INBOX_HREF}
        aria-current={isInbox ? "true" : undefined}
        className={`${ITEM} hidden lg:flex ${isInbox ? "bg-rail-active text-white" : ""}`}
      >
        <Icon name="inbox" />
        Inbox
      </a>
      <a
        href={analyticsHref("overview")}
        aria-current={isFigures ? "true" : undefined}
        className={`${ITEM} ${isFigures ? "bg-rail-active text-white" : ""}`}
      >
        <Icon name="chart" />
        <span className="sr-only lg:not-sr-only">Figures</span>
      </a>
      {role === "admin" && (
        <a
          href={SETTINGS_HREF}
          aria-current={isSettings ? "true" : undefined}
          className={`${ITEM} ${isSettings ? "bg-rail-active text-white" : ""}`}
        >
          <Icon name="sliders" />
          <span className="sr-only lg:not-sr-only">Settings</span>
        </a>
      )}
      <span className="flex-1" />
      <RailButton
        icon="keyboard"
        label="Shortcuts"
        onClick={() => showShortcuts(true)}
        className="hidden lg:flex"
      />
      <RailButton
        icon={muted ? "bellOff" : "bell"}
        label={muted ? "Sound off" : "Sound on"}
        pressed={!muted}
        onClick={() => mute(!muted)}
      />
      <AvailabilityMenu />
      <RailButton icon="signOut" label="Sign out" onClick={onSignOut} />
    </header>
  );
}

interface RailButtonProps {
  icon: IconName;
  label: string;
  onClick: () => void;
  className?: string;
  /** Of a switch: whether it is on. */
  pressed?: boolean;
}

function RailButton({ icon, label, onClick, className = "", pressed }: RailButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={`${ITEM} ${className}`}
    >
      <Icon name={icon} />
      <span className="sr-only lg:not-sr-only">{label}</span>
    </button>
  );
}
