import { useState } from "react";

import { Button } from "../ui/Button";
import { Dialog } from "../ui/ConfirmDialog";
import { localField } from "./snoozeTimes";

interface SnoozeDialogProps {
  onPick: (at: string) => void;
  onClose: () => void;
}

const DAY_MS = 24 * 3_600_000;

export function SnoozeDialog({ onPick, onClose }: SnoozeDialogProps) {
  const [now] = useState(() => Date.now());
  const [value, setValue] = useState(() => localField(now + DAY_MS));
  const [past, setPast] = useState(false);

  return (
    <Dialog title="Snooze until" onClose={onClose}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          const at = new Date(value).getTime();
          // Also what the field holds while it is half filled in, which is no time at all.
          if (!(at > Date.now())) return setPast(true);
          onPick(new Date(at).toISOString());
          onClose();
        }}
      >
        <label className="block text-sm text-ink-soft">
          <span className="mb-1.5 block">
            Day and time. Until then it rests, unless the visitor writes.
          </span>
          <input
            type="datetime-local"
            value={value}
            min={localField(now)}
            aria-invalid={past}
            aria-describedby={past ? "snooze-problem" : undefined}
            onChange={(event) => {
              setPast(false);
              setValue(event.target.value);
            }}
            className="h-11 w-full rounded-lg border border-line-strong bg-surface px-3 text-base text-ink"
          />
        </label>
        {past && (
          <p id="snooze-problem" role="alert" className="mt-1.5 text-sm font-medium text-danger">
            Choose a moment in the future.
          </p>
        )}
        <div className="mt-5 flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" type="submit">
            Snooze
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
