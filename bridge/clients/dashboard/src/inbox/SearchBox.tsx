import { useUi } from "../app/useUi";
import { Icon } from "../ui/Icon";

export const SEARCH_ID = "conversation-search";

export function SearchBox() {
  const query = useUi((state) => state.query);
  const search = useUi((state) => state.search);
  return (
    <label className="relative block">
      <span className="sr-only">Search conversations</span>
      <Icon
        name="search"
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
      />
      <input
        id={SEARCH_ID}
        type="search"
        value={query}
        onChange={(event) => search(event.target.value)}
        placeholder="Search name, subject, text"
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        className="h-10 w-full rounded-lg border border-transparent bg-sunken pr-3 pl-9 text-base text-ink placeholder:text-ink-faint hover:border-line sm:text-sm [&::-webkit-search-cancel-button]:opacity-60"
      />
    </label>
  );
}
