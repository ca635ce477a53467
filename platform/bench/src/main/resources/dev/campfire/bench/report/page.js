// Draws the plots of a report: what they show stands in the page as JSON, text and tables beside them.
(() => {
  "use strict";
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const lineColor = (index) => color(`--line-${(index % 5) + 1}`);
  const HEIGHT = 240;

  const short = (value) =>
    Math.abs(value) >= 1000
      ? value.toLocaleString("en-US", { maximumFractionDigits: 0 })
      : Number(value.toPrecision(3)).toString();

  /** On a logarithmic axis only the decades are named, else they stand on one another. */
  const isDecade = (value) => Number.isInteger(Math.round(Math.log10(value) * 1e6) / 1e6);
  const ticks = (logarithmic) => (plot, values) =>
    values.map((value) =>
      value === null || (logarithmic && !isDecade(value)) ? "" : short(value),
    );

  const axis = (more) => ({
    stroke: color("--faint"),
    grid: { stroke: color("--rule"), width: 1 },
    ticks: { stroke: color("--rule"), width: 1 },
    ...more,
  });

  const seriesOf = (lines, unit) =>
    lines.map((line, index) => ({
      label: line.name,
      stroke: lineColor(index),
      width: 1.75,
      points: { show: line.values.filter((value) => value !== null).length < 3, size: 6 },
      value: (plot, value) => (value == null ? "–" : `${short(value)} ${unit}`),
    }));

  /** Whether the smallest would be a line on the ground beside the largest. */
  const spansDecades = (lines) => {
    const values = lines.flatMap((line) => line.values).filter((value) => value !== null);
    const least = Math.min(...values);
    return values.length > 0 && least > 0 && Math.max(...values) / least > 30;
  };

  const draw = (where, options, data) => {
    const plot = new uPlot({ width: where.clientWidth, height: HEIGHT, ...options }, data, where);
    new ResizeObserver(() => plot.setSize({ width: where.clientWidth, height: HEIGHT })).observe(
      where,
    );
  };

  const shadeWarmup = (until) => (plot) => {
    const right = Math.min(plot.valToPos(until, "x", true), plot.bbox.left + plot.bbox.width);
    if (right > plot.bbox.left) {
      plot.ctx.save();
      plot.ctx.globalAlpha = 0.12;
      plot.ctx.fillStyle = color("--ink");
      plot.ctx.fillRect(plot.bbox.left, plot.bbox.top, right - plot.bbox.left, plot.bbox.height);
      plot.ctx.restore();
    }
  };

  const overTime = (where, plot, series) => {
    const logarithmic = plot.unit === "ms" && spansDecades(plot.lines);
    draw(
      where,
      {
        scales: {
          x: { time: false, range: (u, least, most) => [least <= 1.5 ? 0 : least, most] },
          y: logarithmic
            ? { distr: 3 }
            : { range: (u, least, most) => [0, most > 0 ? most * 1.08 : 1] },
        },
        axes: [
          axis({ label: "seconds", labelSize: 18, size: 34 }),
          axis({ size: 62, values: ticks(logarithmic) }),
        ],
        series: [
          { label: "second", value: (u, value) => (value == null ? "–" : value.toFixed(0)) },
        ].concat(seriesOf(plot.lines, plot.unit)),
        hooks: { drawAxes: [shadeWarmup(series.measuredFrom)] },
      },
      [series.seconds].concat(plot.lines.map((line) => line.values)),
    );
  };

  // From 0 over 90, 99, 99.9 to the slowest of all: as far apart as they are rarer.
  const rarity = (percent) => -Math.log10(1 - percent / 100);
  const percentAt = (position) => Number((100 * (1 - 10 ** -position)).toFixed(4));

  const distribution = (where, latencies) => {
    const shown = latencies[0].distribution.filter((point) => point.percent < 100);
    const lines = latencies.map((latency) => ({
      name: latency.name,
      values: latency.distribution.slice(0, shown.length).map((point) => point.ms),
    }));
    const logarithmic = spansDecades(lines);
    draw(
      where,
      {
        scales: {
          x: { time: false },
          y: logarithmic
            ? { distr: 3 }
            : { range: (u, least, most) => [0, most > 0 ? most * 1.08 : 1] },
        },
        axes: [
          axis({
            label: "% that were no slower",
            labelSize: 18,
            size: 34,
            splits: () => [0, 1, 2, 3, 4, 5],
            values: (u, splits) => splits.map((split) => String(percentAt(split))),
          }),
          axis({ size: 62, values: ticks(logarithmic) }),
        ],
        series: [
          { label: "%", value: (u, value) => (value == null ? "–" : String(percentAt(value))) },
        ].concat(seriesOf(lines, "ms")),
      },
      [shown.map((point) => rarity(point.percent))].concat(lines.map((line) => line.values)),
    );
  };

  const series = read("series");
  series.plots.forEach((plot, index) =>
    overTime(document.getElementById(`plot-${index}`), plot, series),
  );
  const latencies = read("latencies").filter((latency) => latency.ms.count > 0);
  if (latencies.length > 0) {
    distribution(document.getElementById("distribution"), latencies);
  }
})();
