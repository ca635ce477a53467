/**
 * Sets styles one property at a time through the CSSOM. A host page's Content-Security-Policy may
 * refuse style attributes and style elements; it has no say over this.
 */
export function paint(element: HTMLElement | SVGElement, styles: Record<string, string>): void {
  for (const [property, value] of Object.entries(styles)) {
    element.style.setProperty(property, value);
  }
}
