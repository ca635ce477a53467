import type { Availability } from "@campfire/client";
import * as Ariakit from "@ariakit/react";

import { AVAILABILITY } from "../handling/presenceWords";
import { useWorkspace } from "../session/WorkspaceContext";
import { Avatar } from "../ui/Avatar";
import { MENU_PANEL, MenuHeading, MenuGroup, MenuItem } from "../ui/Menu";
import { PresenceDot } from "../ui/PresenceDot";
import { useReadable } from "../ui/useReadable";

const CHOICES: readonly Availability[] = ["online", "away", "busy", "offline"];

/** The agent's own face in the rail; a click on it says how available they are. */
export function AvailabilityMenu() {
  const { client, profile } = useWorkspace();
  const { agents } = useReadable(client.presence);
  const own = agents.find(({ id }) => id === profile.id);
  const current = own?.availability ?? "online";

  const choose = (availability: Availability) => {
    client.presence.choose(availability).catch(() => undefined); // the dot says what holds
  };

  return (
    <Ariakit.MenuProvider placement="right-end">
      <Ariakit.MenuButton
        aria-label={`${profile.name}, ${AVAILABILITY[current].toLowerCase()}. Change availability`}
        title={`${profile.name} · ${profile.email}`}
        className="flex min-w-0 items-center gap-2 rounded-lg px-1.5 py-1 hover:bg-rail-active lg:w-full lg:flex-col lg:gap-1 lg:py-2"
      >
        <span className="relative">
          <Avatar id={profile.id} name={profile.name} size="small" />
          <PresenceDot presence={current} on="rail" />
        </span>
        <span className="max-w-28 truncate text-[11px] font-medium text-white lg:max-w-full">
          {/* The narrow column has room for a first name. */}
          <span className="lg:hidden">{profile.name}</span>
          <span className="hidden lg:inline">{profile.name.split(" ")[0]}</span>
        </span>
      </Ariakit.MenuButton>
      <Ariakit.Menu gutter={8} portal unmountOnHide className={MENU_PANEL}>
        <MenuGroup>
          <MenuHeading>Your availability</MenuHeading>
          {CHOICES.map((availability) => (
            <MenuItem
              key={availability}
              lead={<PresenceDot presence={availability} on="line" />}
              checked={availability === current}
              onChoose={() => choose(availability)}
            >
              {AVAILABILITY[availability]}
            </MenuItem>
          ))}
        </MenuGroup>
      </Ariakit.Menu>
    </Ariakit.MenuProvider>
  );
}
