/**
 * Okabe and Ito's palette, told apart with every kind of colour blindness
 * (https://jfly.uni-koeln.de/color/), less what is too faint on white. Series are told apart by a
 * dash or a label too.
 */
export const SERIES = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"] as const;

/** From little to much in one hue (ColorBrewer's Blues), dark on light and light on dark. */
export const SCALE = {
  light: ["#eff3ff", "#bdd7e7", "#6baed6", "#3182bd", "#08519c"],
  dark: ["#1d2a3a", "#1f4e79", "#2f78b7", "#6baed6", "#c6dbef"],
} as const;

export interface Inks {
  ink: string;
  line: string;
  surface: string;
  isDark: boolean;
}

/** The colours that the page has at the moment: a drawing knows no style sheet. */
export function inks(): Inks {
  const style = getComputedStyle(document.documentElement);
  return {
    ink: style.getPropertyValue("--ink-soft").trim(),
    line: style.getPropertyValue("--line").trim(),
    surface: style.getPropertyValue("--surface").trim(),
    isDark: window.matchMedia("(prefers-color-scheme: dark)").matches,
  };
}
