import { FlameIcon } from "./ui/icons";

/** The empty log of who has not written yet. */
export function Welcome() {
  return (
    <div class="welcome">
      <span class="fire">
        <FlameIcon />
      </span>
      <h2>How can we help?</h2>
      <p>Write your question below. We answer right here.</p>
    </div>
  );
}
