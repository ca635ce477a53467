import type { Readable } from "@campfire/client";
import { useEffect, useState } from "preact/hooks";

export function useReadable<T extends object>(readable: Readable<T>): T {
  const [value, setValue] = useState(() => readable.get());
  useEffect(() => {
    setValue(readable.get()); // it may have changed before this effect ran
    return readable.subscribe(setValue);
  }, [readable]);
  return value;
}
