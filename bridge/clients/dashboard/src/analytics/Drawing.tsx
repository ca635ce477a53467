import { BarChart, HeatmapChart, LineChart } from "echarts/charts";
import {
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
} from "echarts/components";
import { init, use as register, type EChartsCoreOption } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";

import { useMediaQuery } from "../ui/useMediaQuery";
import { inks, type Inks } from "./colours";

register([
  BarChart,
  HeatmapChart,
  LineChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  VisualMapComponent,
  CanvasRenderer,
]);

interface DrawingProps {
  /** What to draw, in the colours of the moment. */
  option: (inks: Inks) => EChartsCoreOption;
  className?: string;
}

/** A plot. Only to look at: whoever cannot gets the table beside it. */
export function Drawing({ option, className = "h-64" }: DrawingProps) {
  const place = useRef<HTMLDivElement>(null);
  const isDark = useMediaQuery("(prefers-color-scheme: dark)");
  const isStill = useMediaQuery("(prefers-reduced-motion: reduce)");

  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const chart = init(element);
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(element);
    chart.setOption({ animation: !isStill, ...option(inks()) });
    return () => {
      resized.disconnect();
      chart.dispose();
    };
  }, [option, isDark, isStill]);

  return <div ref={place} aria-hidden="true" className={`drawing w-full ${className}`} />;
}
