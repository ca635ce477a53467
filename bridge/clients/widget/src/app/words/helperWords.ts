/** Who answers, for the line under the organisation's name. No time is promised that nobody keeps. */
export function helperWords(assignee: string | undefined, available: boolean | undefined): string {
  if (assignee !== undefined && available !== false) return `${assignee} is helping you`;
  if (available === undefined) return "";
  return available
    ? "We’re online"
    : "Nobody is online right now. Write, and the answer will be here.";
}
