import * as Ariakit from "@ariakit/react";
import type { ReactNode } from "react";

import { Button } from "./Button";

interface ConfirmDialogProps {
  title: string;
  children: ReactNode;
  confirm: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. Escape and a click beside it mean no. */
export function ConfirmDialog({
  title,
  children,
  confirm,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  return (
    <Dialog title={title} role="alertdialog" onClose={onClose}>
      <div className="text-sm text-ink-soft">{children}</div>
      <div className="mt-5 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          look="danger"
          onClick={() => {
            onConfirm();
            onClose();
          }}
        >
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}

interface DialogProps {
  title: string;
  role?: "dialog" | "alertdialog";
  children: ReactNode;
  onClose: () => void;
}

/** Holds the focus while it is there and gives it back. */
export function Dialog({ title, role = "dialog", children, onClose }: DialogProps) {
  return (
    <Ariakit.Dialog
      open
      role={role}
      onClose={onClose}
      backdrop={<div className="bg-black/50" />}
      className="fixed inset-0 z-30 m-auto flex h-fit max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-96 flex-col overflow-y-auto rounded-2xl border border-line bg-surface p-6 text-ink shadow-xl outline-none"
    >
      <Ariakit.DialogHeading className="mb-3 text-lg font-bold tracking-tight">
        {title}
      </Ariakit.DialogHeading>
      {children}
    </Ariakit.Dialog>
  );
}
