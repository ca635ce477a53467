import type { Conversation, ConversationChanges } from "@campfire/client";
import { useState } from "react";

import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { Menu, MenuGroup, MenuHeading, MenuItem, MenuSeparator } from "../ui/Menu";
import { upcoming } from "../ui/time";
import { SnoozeDialog } from "./SnoozeDialog";
import { snoozeTimes } from "./snoozeTimes";

interface StatusMenuProps {
  conversation: Conversation;
  update: (changes: ConversationChanges) => void;
}

/** One button for what is done most (resolve, or reopen), and a menu for the rest. */
export function StatusMenu({ conversation, update }: StatusMenuProps) {
  const { status } = conversation;
  const [picking, setPicking] = useState(false);
  const now = Date.now();
  const snooze = (at: string) => update({ status: "snoozed", snoozedUntil: at });

  return (
    <div className="flex items-center gap-1.5">
      <Menu
        label="Snooze, pending"
        button={
          <>
            <Icon name="moon" className="size-3.5 text-ink-faint" />
            Snooze
          </>
        }
      >
        {status !== "open" && (
          <MenuItem icon="inbox" onChoose={() => update({ status: "open" })}>
            Open
          </MenuItem>
        )}
        {status !== "pending" && (
          <MenuItem icon="pause" onChoose={() => update({ status: "pending" })}>
            Pending
          </MenuItem>
        )}
        <MenuSeparator />
        <MenuGroup>
          <MenuHeading>Snooze until</MenuHeading>
          {snoozeTimes(now).map(({ label, at }) => (
            <MenuItem key={label} icon="moon" hint={upcoming(at, now)} onChoose={() => snooze(at)}>
              {label}
            </MenuItem>
          ))}
          <MenuItem icon="clock" onChoose={() => setPicking(true)}>
            Another time…
          </MenuItem>
        </MenuGroup>
      </Menu>
      {status === "resolved" ? (
        <Button onClick={() => update({ status: "open" })} size="small">
          <Icon name="retry" className="size-4" />
          Reopen
        </Button>
      ) : (
        <Button look="primary" onClick={() => update({ status: "resolved" })} size="small">
          <Icon name="check" className="size-4" />
          Resolve
        </Button>
      )}
      {picking && <SnoozeDialog onPick={snooze} onClose={() => setPicking(false)} />}
    </div>
  );
}
