// The public API, as any page would use it. The stub keeps calls made before the loader is there.
interface CampfireStub {
  (...call: unknown[]): unknown;
  q?: unknown[][];
}

const page = window as unknown as { Campfire?: CampfireStub };

if (!page.Campfire) {
  const stub: CampfireStub = (...call) => (stub.q ??= []).push(call);
  page.Campfire = stub;
}

document.getElementById("ask")?.addEventListener("click", () => page.Campfire?.("open"));

page.Campfire("on", "unread", (count: number) => {
  document.title = count > 0 ? `(${count}) Northwood Outfitters` : "Northwood Outfitters";
});
