// Charts: draws what each [data-chart] names, in the colours of the theme; a click opens the list behind a bar.
(() => {
  "use strict";
  const PALETTE = { light: ["#1a5fb4", "#2b9a47", "#d98a00", "#8b5fbf", "#5b6472", "#0f8b8d"], dark: ["#7db4f5", "#45b864", "#e0a030", "#b495e0", "#a0a8b5", "#4fc3c5"] };
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  const axes = (chart) => {
    const names = { type: "category", data: chart.labels, axisLabel: { color: token("--ink-quiet"), interval: chart.kind === "line" || chart.labels.length > 12 ? "auto" : 0 }, axisLine: { lineStyle: { color: token("--line-strong") } }, axisTick: { show: false } };
    const values = { type: "value", name: chart.unit, nameTextStyle: { color: token("--ink-quiet") }, minInterval: 1, axisLabel: { color: token("--ink-quiet") }, splitLine: { lineStyle: { color: token("--line") } } };
    return { names, values };
  };

  const series = (chart) => {
    return chart.series.map((each) => ({
      name: each.name,
      type: chart.kind === "line" ? "line" : "bar",
      stack: chart.kind === "stacked" ? "all" : undefined,
      barMaxWidth: 32,
      label: { show: chart.kind === "funnel", position: "right", color: token("--ink") },
      symbolSize: 6,
      data: each.data,
    }));
  };

  const options = (chart) => {
    const theme = document.documentElement.dataset.bsTheme || "light";
    const { names, values } = axes(chart);
    const lying = chart.kind === "funnel" || (chart.kind !== "line" && chart.labels.some((label) => label.length > 5));
    const legend = chart.series.length > 1 ? { top: 0, textStyle: { color: token("--ink") } } : undefined;
    return { color: PALETTE[theme], animation: false, textStyle: { fontFamily: token("--font"), color: token("--ink") }, tooltip: { renderMode: "richText", trigger: "axis" }, series: series(chart), legend, grid: { left: 8, right: 24, top: legend ? 40 : 32, bottom: 8, containLabel: true }, xAxis: lying ? values : names, yAxis: lying ? { ...names, inverse: true } : values };
  };

  const draw = (canvas) => {
    const chart = JSON.parse(document.getElementById(canvas.dataset.chart).textContent);
    const drawing = window.echarts.init(canvas);
    drawing.setOption(options(chart));
    drawing.on("click", (point) => {
      if (chart.urls[point.dataIndex]) location.assign(chart.urls[point.dataIndex]);
    });
    window.addEventListener("resize", () => drawing.resize());
  };

  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-chart]").forEach(draw));
})();
