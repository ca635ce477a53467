import type { Conversation, ConversationChanges, Priority } from "@campfire/client";

import { PRIORITY } from "../inbox/describe";
import { Icon } from "../ui/Icon";
import { Menu, MenuItem } from "../ui/Menu";

const PRIORITIES: readonly Priority[] = ["urgent", "high", "normal", "low"];

interface PriorityMenuProps {
  conversation: Conversation;
  update: (changes: ConversationChanges) => void;
}

export function PriorityMenu({ conversation, update }: PriorityMenuProps) {
  const { priority: current = "normal" } = conversation;
  const label = labelOf(current);
  return (
    <Menu
      label={`Priority: ${label}`}
      button={
        <>
          <Icon name={PRIORITY[current]?.icon ?? "minus"} className="size-3.5 text-ink-faint" />
          <span className="truncate">{label}</span>
        </>
      }
    >
      {PRIORITIES.map((priority) => (
        <MenuItem
          key={priority}
          icon={PRIORITY[priority]?.icon ?? "minus"}
          checked={priority === current}
          onChoose={() => update({ priority })}
        >
          {labelOf(priority)}
        </MenuItem>
      ))}
    </Menu>
  );
}

function labelOf(priority: Priority): string {
  return PRIORITY[priority]?.label ?? "Normal";
}
