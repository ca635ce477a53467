import { useState } from "react";

import { ConfirmDialog } from "../ui/ConfirmDialog";
import { Icon } from "../ui/Icon";
import { Menu, MenuItem } from "../ui/Menu";

interface OwnMessageMenuProps {
  onEdit: () => void;
  onDelete: () => void;
}

export function OwnMessageMenu({ onEdit, onDelete }: OwnMessageMenuProps) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Menu look="icon" label="Message options" button={<Icon name="more" className="size-4" />}>
        <MenuItem icon="pencil" onChoose={onEdit}>
          Edit
        </MenuItem>
        <MenuItem icon="trash" danger onChoose={() => setAsking(true)}>
          Delete…
        </MenuItem>
      </Menu>
      {asking && (
        <ConfirmDialog
          title="Delete this message?"
          confirm="Delete"
          onConfirm={onDelete}
          onClose={() => setAsking(false)}
        >
          Its text is removed for everybody. That it was here stays visible.
        </ConfirmDialog>
      )}
    </>
  );
}
