import { Logo } from "../ui/Logo";

/** While the session of an earlier visit is brought back. Mostly gone before it has faded in. */
export function Splash() {
  return (
    <main role="status" className="flex min-h-full items-center justify-center">
      <Logo className="size-12 animate-breathe" />
      <span className="sr-only">Opening Campfire…</span>
    </main>
  );
}
