import { BackLink } from "./PanelHeader";

const BUBBLES = ["w-1/2", "w-2/3 self-end", "w-1/3 self-end", "w-3/5", "w-2/5"];

export function PanelSkeleton() {
  return (
    <section aria-label="Conversation" aria-busy="true" className="flex min-h-0 flex-1 flex-col">
      <span role="status" className="sr-only">
        Loading the conversation…
      </span>
      <div className="flex gap-3 border-b border-line bg-surface px-4 py-3 sm:px-6">
        <BackLink />
        <div className="size-10 animate-breathe rounded-full bg-sunken" />
        <div className="animate-breathe space-y-2 pt-1">
          <div className="h-4 w-40 rounded bg-sunken" />
          <div className="h-3 w-56 rounded bg-sunken" />
          <div className="h-4 w-32 rounded bg-sunken" />
        </div>
      </div>
      <div className="mx-auto flex w-full max-w-220 flex-1 animate-breathe flex-col justify-end gap-4 p-6">
        {BUBBLES.map((look, index) => (
          <div key={index} className={`h-12 rounded-2xl bg-sunken ${look}`} />
        ))}
      </div>
    </section>
  );
}
