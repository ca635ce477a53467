import { useEffect, useRef } from "react";

import { Icon } from "../ui/Icon";
import { useUi } from "./useUi";

const SHORTCUTS: readonly { keys: readonly string[]; does: string; single?: true }[] = [
  { keys: ["j", "k"], does: "Next, previous conversation", single: true },
  { keys: ["↓", "↑"], does: "The same, within the list" },
  { keys: ["Enter"], does: "Open the conversation; in a reply: send" },
  { keys: ["Shift", "Enter"], does: "Begin a line in a reply" },
  { keys: ["r"], does: "Write a reply", single: true },
  { keys: ["/"], does: "Search", single: true },
  { keys: ["Esc"], does: "One step back" },
  { keys: ["?"], does: "This page", single: true },
];

/** The native modal dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function ShortcutsDialog() {
  const { shortcutsShown, showShortcuts, singleKeys, allowSingleKeys } = useUi();
  const dialog = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const element = dialog.current;
    if (element === null || element.open === shortcutsShown) return;
    if (shortcutsShown) element.showModal();
    else element.close();
  }, [shortcutsShown]);

  return (
    <dialog
      ref={dialog}
      aria-labelledby="shortcuts-title"
      onClose={() => showShortcuts(false)}
      // A click on the backdrop has the dialog itself as its target.
      onClick={(event) => event.target === event.currentTarget && showShortcuts(false)}
      className="m-auto w-[calc(100%-2rem)] max-w-104 rounded-2xl border border-line bg-surface text-ink shadow-xl backdrop:bg-black/50 open:animate-appear"
    >
      <div className="p-6">
        <div className="mb-4 flex items-center justify-between">
          <h2 id="shortcuts-title" className="text-lg font-bold tracking-tight">
            Keyboard shortcuts
          </h2>
          <button
            type="button"
            aria-label="Close"
            onClick={() => showShortcuts(false)}
            className="-mr-2 flex size-9 items-center justify-center rounded-lg text-ink-soft hover:bg-sunken"
          >
            <Icon name="close" />
          </button>
        </div>
        <dl className="text-sm">
          {SHORTCUTS.map(({ keys, does, single }) => (
            <div
              key={does}
              className={`flex items-center justify-between gap-4 border-b border-line py-2 last:border-0 ${single && !singleKeys ? "text-ink-faint line-through" : ""}`}
            >
              <dt>{does}</dt>
              <dd className="flex shrink-0 gap-1">
                {keys.map((key) => (
                  <kbd
                    key={key}
                    className="min-w-7 rounded-md border border-line bg-sunken px-1.5 py-0.5 text-center font-sans text-xs font-semibold text-ink"
                  >
                    {key}
                  </kbd>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <label className="mt-4 flex items-center gap-2.5 text-sm text-ink-soft">
          <input
            type="checkbox"
            checked={singleKeys}
            onChange={(event) => allowSingleKeys(event.target.checked)}
            className="size-4 accent-accent"
          />
          Single keys act as shortcuts
        </label>
      </div>
    </dialog>
  );
}
