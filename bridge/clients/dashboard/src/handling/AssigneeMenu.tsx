import type { AgentPresence, Conversation, ConversationChanges } from "@campfire/client";

import { useWorkspace } from "../session/WorkspaceContext";
import { Icon } from "../ui/Icon";
import { Menu, MenuGroup, MenuHeading, MenuItem, MenuSeparator } from "../ui/Menu";
import { PresenceDot } from "../ui/PresenceDot";
import { useReadable } from "../ui/useReadable";
import { presenceOf, presenceWords } from "./presenceWords";

interface AssigneeMenuProps {
  conversation: Conversation;
  update: (changes: ConversationChanges) => void;
}

/** Who answers: oneself, a colleague, or nobody yet. */
export function AssigneeMenu({ conversation, update }: AssigneeMenuProps) {
  const { client, profile, notices } = useWorkspace();
  const { agents, phase } = useReadable(client.presence);
  const { assignee } = conversation;
  const mine = assignee?.id === profile.id;
  const colleagues = agents.filter(({ id }) => id !== profile.id);
  const name = assignee === undefined ? "Unassigned" : mine ? "You" : assignee.name;

  const take = () => {
    notices.getState().taking(conversation.id);
    update({ assigneeId: profile.id });
  };

  return (
    <Menu
      label={`Assignee: ${name}`}
      button={
        <>
          <Icon name="person" className="size-3.5 text-ink-faint" />
          <span className="truncate">{name}</span>
        </>
      }
    >
      {!mine && (
        <MenuItem icon="person" onChoose={take}>
          Assign to me
        </MenuItem>
      )}
      {assignee !== undefined && (
        <MenuItem icon="inbox" onChoose={() => update({ assigneeId: null })}>
          Back to the queue
        </MenuItem>
      )}
      <MenuSeparator />
      <MenuGroup>
        <MenuHeading>Hand over to</MenuHeading>
        {colleagues.map((agent) => (
          <Colleague
            key={agent.id}
            agent={agent}
            assigned={agent.id === assignee?.id}
            onChoose={() => update({ assigneeId: agent.id })}
          />
        ))}
        {colleagues.length === 0 && (
          <p className="px-2.5 py-2 text-xs text-ink-faint">
            {phase === "loading" ? "Loading the team…" : "There are no colleagues yet."}
          </p>
        )}
      </MenuGroup>
    </Menu>
  );
}

interface ColleagueProps {
  agent: AgentPresence;
  assigned: boolean;
  onChoose: () => void;
}

function Colleague({ agent, assigned, onChoose }: ColleagueProps) {
  return (
    <MenuItem
      lead={<PresenceDot presence={presenceOf(agent)} on="line" />}
      checked={assigned}
      hint={presenceWords(agent)}
      onChoose={onChoose}
    >
      {agent.name}
    </MenuItem>
  );
}
