import { useId, useMemo, useState } from "preact/hooks";
import { createAskedMemory, episodeKey, type Asked } from "./askedOnce";

interface RatingFormProps {
  conversationId: string;
  resolvedAt: string;
  /** Rejects when it could not be kept. */
  onRate: (score: number, comment: string | undefined) => Promise<void>;
}

const SCORES = [
  { score: 1, words: "Very bad" },
  { score: 2, words: "Bad" },
  { score: 3, words: "All right" },
  { score: 4, words: "Good" },
  { score: 5, words: "Very good" },
] as const;

/** Asks once, after the conversation was resolved, how the help was. */
export function RatingForm({ conversationId, resolvedAt, onRate }: RatingFormProps) {
  const memory = useMemo(() => createAskedMemory(), []);
  const episode = episodeKey(conversationId, resolvedAt);
  const [asked, setAsked] = useState<Asked | undefined>(() => memory.find(episode));
  const [score, setScore] = useState<number>();
  const [comment, setComment] = useState("");
  const [phase, setPhase] = useState<"choosing" | "sending" | "failed">("choosing");
  const group = useId();

  if (asked === "declined") return null;
  if (asked === "rated") {
    return (
      <p class="notice" role="status">
        Thank you for your rating.
      </p>
    );
  }
  const finish = (as: Asked) => {
    memory.save(episode, as);
    setAsked(as);
  };
  const send = async (event: Event) => {
    event.preventDefault();
    if (score === undefined) return;
    setPhase("sending");
    const words = comment.trim();
    try {
      await onRate(score, words === "" ? undefined : words);
      finish("rated");
    } catch {
      setPhase("failed");
    }
  };
  return (
    <form class="notice rating" onSubmit={(event) => void send(event)}>
      <fieldset>
        <legend>How was the help you got?</legend>
        <div class="scores">
          {SCORES.map(({ score: each, words }) => (
            <label key={each} title={words}>
              <input
                type="radio"
                name={group}
                value={each}
                checked={score === each}
                onChange={() => setScore(each)}
              />
              <span aria-hidden="true">{each}</span>
              <span class="unseen">{`${each} of 5, ${words}`}</span>
            </label>
          ))}
        </div>
      </fieldset>
      {score !== undefined && (
        <label class="comment">
          <span>Anything to add? (optional)</span>
          <textarea
            rows={2}
            maxLength={2_000}
            value={comment}
            onInput={(event) => setComment(event.currentTarget.value)}
          />
        </label>
      )}
      {phase === "failed" && <p role="alert">It could not be sent. Please try again.</p>}
      <div class="actions">
        <button type="button" class="link" onClick={() => finish("declined")}>
          Not now
        </button>
        {score !== undefined && (
          <button type="submit" class="link" disabled={phase === "sending"}>
            Send
          </button>
        )}
      </div>
    </form>
  );
}
