import type { ReadHeatMapCell, ReadSeriesPoint } from "@campfire/client";
import type { EChartsCoreOption } from "echarts/core";

import { SCALE, SERIES, type Inks } from "./colours";

export interface Course {
  name: string;
  points: ReadSeriesPoint[];
}

/** Where the marks of an axis stand; what is absent is for the library to choose. */
export interface Marks {
  min?: number;
  max?: number;
  interval?: number;
  formatter?: (value: number) => string;
}

const S = 1_000;
const MIN = 60 * S;
const H = 60 * MIN;
const D = 24 * H;
const STEPS = [1, 2, 5, 10, 15, 30]
  .flatMap((each) => [each * S, each * MIN])
  .concat([1, 2, 4, 6, 12].map((each) => each * H))
  .concat([1, 2, 4, 7, 14, 28, 56].map((each) => each * D))
  .sort((one, other) => one - other);
const MOST_MARKS = 5;

/** Of lengths of time, in milliseconds: at what people call round, which is no power of ten. */
export function timeMarks(most: number): Marks {
  const interval = STEPS.find((step) => most <= MOST_MARKS * step) ?? most;
  return { min: 0, max: Math.max(1, Math.ceil(most / interval)) * interval, interval };
}

/** Of scores from 1 to 5. */
export function scoreMarks(): Marks {
  return { min: 1, max: 5, interval: 1, formatter: String };
}

const DASHES = ["solid", "dashed", "dotted"] as const;

/** The course of figures that share a unit. */
export function courseOption(
  courses: Course[],
  label: (value: number) => string,
  day: (at: string) => string,
  kind: "line" | "bar",
  marks: (most: number) => Marks = () => ({}),
): (inks: Inks) => EChartsCoreOption {
  const values = courses.flatMap(({ points }) => points.map((point) => point.value ?? 0));
  const { formatter = label, ...scale } = marks(Math.max(0, ...values));
  return (inks) => ({
    ...common(inks),
    legend:
      courses.length > 1 ? { top: 0, left: 0, textStyle: { color: inks.ink } } : { show: false },
    grid: { left: 8, right: 12, top: courses.length > 1 ? 32 : 12, bottom: 4, containLabel: true },
    xAxis: {
      type: "category",
      data: (courses[0]?.points ?? []).map((point) => day(point.at)),
      axisLine: { lineStyle: { color: inks.line } },
      axisLabel: { color: inks.ink },
      axisTick: { show: false },
    },
    yAxis: {
      type: "value",
      minInterval: 1,
      ...scale,
      splitLine: { lineStyle: { color: inks.line } },
      axisLabel: { color: inks.ink, formatter },
    },
    series: courses.map(({ name, points }, index) => ({
      name,
      type: kind,
      data: points.map((point) => point.value),
      color: SERIES[index],
      connectNulls: false,
      symbol: "circle",
      symbolSize: 6,
      // A day by itself is a point and no line.
      showAllSymbol: true,
      lineStyle: { width: 2, type: DASHES[index] },
      tooltip: {
        valueFormatter: (value: unknown) => (typeof value === "number" ? label(value) : "none"),
      },
    })),
  });
}

export const WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** The hours of the week, from light to dark. */
export function heatOption(cells: ReadHeatMapCell[]): (inks: Inks) => EChartsCoreOption {
  const most = Math.max(1, ...cells.map((cell) => cell.count));
  return (inks) => ({
    ...common(inks),
    tooltip: {
      ...common(inks).tooltip,
      trigger: "item",
      formatter: ({ value: [hour, day, count] }: { value: [number, number, number] }) =>
        `${WEEKDAYS[day] ?? ""} ${hour}:00 – ${count}`,
    },
    grid: { left: 8, right: 8, top: 8, bottom: 48, containLabel: true },
    xAxis: {
      type: "category",
      data: Array.from({ length: 24 }, (_, hour) => String(hour)),
      axisLabel: { color: inks.ink },
      axisTick: { show: false },
      axisLine: { show: false },
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: [...WEEKDAYS],
      axisLabel: { color: inks.ink },
      axisTick: { show: false },
      axisLine: { show: false },
    },
    visualMap: {
      min: 0,
      max: most,
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemHeight: 160,
      textStyle: { color: inks.ink },
      text: [String(most), "0"],
      inRange: { color: [...(inks.isDark ? SCALE.dark : SCALE.light)] },
    },
    series: [
      {
        type: "heatmap",
        data: cells.map((cell) => [cell.hour, cell.weekday - 1, cell.count]),
        itemStyle: { borderColor: inks.surface, borderWidth: 2, borderRadius: 3 },
      },
    ],
  });
}

function common(inks: Inks) {
  return {
    textStyle: { fontFamily: "system-ui, sans-serif" },
    tooltip: {
      trigger: "axis",
      // Drawn, not HTML: the page's policy allows no styles in markup.
      renderMode: "richText",
      confine: true,
      backgroundColor: inks.surface,
      borderColor: inks.line,
      textStyle: { color: inks.ink },
    },
  };
}
