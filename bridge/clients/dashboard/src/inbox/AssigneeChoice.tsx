import * as Ariakit from "@ariakit/react";

import { type AssigneeFilter, useUi } from "../app/useUi";

const CHOICES: readonly { assignee: AssigneeFilter; label: string }[] = [
  { assignee: "all", label: "All" },
  { assignee: "me", label: "Mine" },
  { assignee: "none", label: "Unassigned" },
];

/** Whose conversations are listed. One tab stop; the arrows choose. */
export function AssigneeChoice() {
  const assignee = useUi((ui) => ui.assignee);
  const showAssignee = useUi((ui) => ui.showAssignee);
  return (
    <Ariakit.RadioProvider
      value={assignee}
      setValue={(value) => showAssignee(value as AssigneeFilter)}
    >
      <Ariakit.RadioGroup
        aria-label="Assigned to"
        className="flex shrink-0 rounded-lg bg-sunken p-0.5 text-xs font-medium"
      >
        {CHOICES.map((choice) => (
          <label
            key={choice.assignee}
            className="relative flex min-h-7 cursor-pointer items-center rounded-md px-2 text-ink-soft has-checked:bg-surface has-checked:text-ink has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <Ariakit.Radio value={choice.assignee} className="absolute inset-0 m-0 opacity-0" />
            {choice.label}
          </label>
        ))}
      </Ariakit.RadioGroup>
    </Ariakit.RadioProvider>
  );
}
