// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createChime, type Chime } from "./createChime";

let toneCount: number;
let chimes: Chime[];

class FakeAudio {
  state = "running";
  readonly currentTime = 0;
  readonly destination = {};
  resume = () => Promise.resolve();
  close = () => Promise.resolve();
  createGain = () => ({
    gain: {
      setValueAtTime: vi.fn(),
      linearRampToValueAtTime: vi.fn(),
      exponentialRampToValueAtTime: vi.fn(),
    },
    connect: vi.fn(),
  });
  createOscillator = () => ({
    frequency: { value: 0 },
    connect: () => ({ connect: vi.fn() }),
    start: () => toneCount++,
    stop: vi.fn(),
  });
}

beforeEach(() => {
  vi.stubGlobal("AudioContext", FakeAudio);
  localStorage.clear();
  toneCount = 0;
  chimes = [];
});

afterEach(() => {
  for (const chime of chimes) chime.end();
  vi.unstubAllGlobals();
});

/** The chime of one tab; the tabs of a browser share its storage. */
function tab(isMuted = () => false): Chime {
  const chime = createChime(isMuted);
  chimes.push(chime);
  return chime;
}

const use = () => window.dispatchEvent(new Event("pointerdown"));

it("rings once for a message, in however many tabs it arrives", async () => {
  const [one, other] = [tab(), tab()];
  use();
  await Promise.all([one.ring("a/1"), other.ring("a/1")]);
  await other.ring("a/1");
  expect(toneCount).toBe(2); // one chime has two tones
  await other.ring("a/2");
  expect(toneCount).toBe(4);
});

it("is silent until somebody has used the page", async () => {
  const chime = tab();
  await chime.ring("a/1");
  expect(toneCount).toBe(0);
});

it("is silent while it is muted, also afterwards for what came meanwhile", async () => {
  let muted = true;
  const chime = tab(() => muted);
  use();
  await chime.ring("a/1");
  muted = false;
  await chime.ring("a/1");
  expect(toneCount).toBe(0);
});
