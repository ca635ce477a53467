import { fireEvent, render, screen } from "@testing-library/preact";
import { createRef } from "preact";
import { describe, expect, it, vi } from "vitest";
import { Composer } from "./Composer";

function composer(canSend: boolean, onSend: (text: string) => void) {
  return (
    <Composer
      field={createRef<HTMLTextAreaElement>()}
      canSend={canSend}
      draft=""
      onDraft={() => undefined}
      onSend={onSend}
      onTyping={() => undefined}
      onTypingEnd={() => undefined}
    />
  );
}

function write(text: string): void {
  fireEvent.input(screen.getByRole("textbox"), { target: { value: text } });
}

describe("Enter before the visit has begun", () => {
  it("sends as soon as it has, once", () => {
    const onSend = vi.fn();
    const { rerender } = render(composer(false, onSend));
    write("Hello?");
    fireEvent.keyDown(screen.getByRole("textbox"), { key: "Enter" });
    expect(onSend).not.toHaveBeenCalled();

    rerender(composer(true, onSend));
    rerender(composer(true, onSend));

    expect(onSend.mock.calls).toEqual([["Hello?"]]);
    expect(screen.getByRole<HTMLTextAreaElement>("textbox").value).toBe("");
  });

  it("is taken back by writing on", () => {
    const onSend = vi.fn();
    const { rerender } = render(composer(false, onSend));
    write("Hello?");
    fireEvent.keyDown(screen.getByRole("textbox"), { key: "Enter" });
    write("Hello? I mean");

    rerender(composer(true, onSend));

    expect(onSend).not.toHaveBeenCalled();
  });
});
