/** Something for the ear, once for each message in however many tabs it arrives. */
export interface Chime {
  /** Rings for this message unless another tab has; silent until somebody has used the page. */
  ring(messageKey: string): Promise<void>;
  end(): void;
}

const STORED = "campfire:rung";
const KEPT = 50;
const LOCK = "campfire-chime";

/** Made of two tones, so that there is no file to be loaded. */
export function createChime(isMuted: () => boolean): Chime {
  let context: AudioContext | undefined;
  // Browsers let a page be heard only after somebody has used it; before that it is not to be.
  const allow = (): void => {
    if (typeof AudioContext === "undefined") return;
    context ??= new AudioContext();
    void context.resume();
  };
  const events = ["pointerdown", "keydown"] as const;
  for (const event of events) window.addEventListener(event, allow, { once: true });

  return {
    async ring(messageKey) {
      if (context?.state !== "running") return;
      const speaker = context;
      await exclusively(() => {
        if (isFirst(messageKey) && !isMuted()) play(speaker);
      });
    },
    end() {
      for (const event of events) window.removeEventListener(event, allow);
      void context?.close();
    },
  };
}

async function exclusively(work: () => void): Promise<void> {
  // Missing on plain-http pages; two tabs may then ring at the same moment.
  if (!("locks" in navigator)) {
    work();
    return;
  }
  const granted = { lock: false };
  try {
    await navigator.locks.request(LOCK, () => {
      granted.lock = true;
      work();
    });
  } catch (failure) {
    // A frame whose storage is refused may not lock either, and each tab of it is alone.
    if (granted.lock) throw failure;
    work();
  }
}

/** Whether no tab of this browser has rung for it. */
function isFirst(messageKey: string): boolean {
  try {
    const rung = (localStorage.getItem(STORED) ?? "").split(" ");
    if (rung.includes(messageKey)) return false;
    localStorage.setItem(STORED, [...rung, messageKey].slice(-KEPT).join(" "));
  } catch {
    // Without storage each tab is alone.
  }
  return true;
}

function play(context: AudioContext): void {
  tone(context, 660, 0);
  tone(context, 880, 0.12);
}

function tone(context: AudioContext, hertz: number, afterSeconds: number): void {
  const at = context.currentTime + afterSeconds;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(0.12, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.001, at + 0.35);
  const oscillator = context.createOscillator();
  oscillator.frequency.value = hertz;
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + 0.4);
}
