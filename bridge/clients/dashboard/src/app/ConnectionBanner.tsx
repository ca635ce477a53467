import { useCallback, useEffect, useState } from "react";

import { useWorkspace } from "../session/WorkspaceContext";
import { Icon, type IconName } from "../ui/Icon";
import { secondsUntil } from "../ui/time";
import { useClock } from "../ui/useClock";
import { useNetworkOnline } from "../ui/useNetworkOnline";
import { useReadable } from "../ui/useReadable";
import { type Banner, bannerFor } from "./bannerFor";

const BRIEF_MS = 700;

const LOOKS: Readonly<Record<Banner["kind"], { icon: IconName; ground: string }>> = {
  connecting: { icon: "retry", ground: "bg-calm-soft text-calm" },
  catchingUp: { icon: "retry", ground: "bg-calm-soft text-calm" },
  waiting: { icon: "alert", ground: "bg-warn-soft text-warn" },
  offline: { icon: "offline", ground: "bg-warn-soft text-warn" },
};

/** A bar that says when the screen may lag behind the truth, and why. */
export function ConnectionBanner() {
  const { client } = useWorkspace();
  const connection = useReadable(client.connection);
  const networkOnline = useNetworkOnline();
  const [everOnline, setEverOnline] = useState(false);
  if (connection.phase === "online" && !everOnline) setEverOnline(true);
  const banner = useLasting(bannerFor(connection, networkOnline, everOnline));

  return (
    // The live region is always there and only its text changes: a region that appears with its text is not read out.
    <div aria-live="polite" data-banner={banner?.kind}>
      {banner !== undefined && (
        <p
          className={`flex min-h-9 items-center justify-center gap-2 px-4 py-1.5 text-center text-[13px] font-medium ${LOOKS[banner.kind].ground}`}
        >
          <Icon name={LOOKS[banner.kind].icon} className="size-4" />
          <span>
            {banner.text}
            {banner.retryAt !== undefined && <Countdown to={banner.retryAt} />}
          </span>
        </p>
      )}
    </div>
  );
}

/** Counts in sight only: read out every second it would drown everything else. */
function Countdown({ to }: { to: number }) {
  const text = useClock(
    useCallback(
      (now: number) => {
        const seconds = secondsUntil(to, now);
        return seconds === 0 ? " now…" : ` in ${seconds} s…`;
      },
      [to],
    ),
    true,
  );
  return (
    <span aria-hidden="true" className="tabular-nums">
      {text}
    </span>
  );
}

/** The banner, a brief one only once it has lasted. */
function useLasting(banner: Banner | undefined): Banner | undefined {
  const kind = banner?.brief === true ? banner.kind : undefined;
  const [lasting, setLasting] = useState<Banner["kind"]>();
  useEffect(() => {
    if (kind === undefined) return;
    const timer = setTimeout(() => setLasting(kind), BRIEF_MS);
    return () => {
      clearTimeout(timer);
      setLasting(undefined);
    };
  }, [kind]);
  return kind === undefined || lasting === kind ? banner : undefined;
}
