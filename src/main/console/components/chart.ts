import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

use([LineChart, BarChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

export type Series = { name: string; data: (number | null)[] };

/** How far the name at a line's end must be moved (in pixels, down) so that no two stand on each other; ends that are apart stay. */
export function apart(ends: number[], most: number, height: number, gap = 15): number[] {
  const at = ends.map((end, index) => ({ index, natural: height * (1 - (most > 0 ? end / most : 0)) })).sort((a, b) => b.natural - a.natural);
  const moved = ends.map(() => 0);
  let above = Infinity;
  for (const one of at) {
    const place = Math.min(one.natural, above - gap);
    moved[one.index] = Math.round(place - one.natural);
    above = place;
  }
  return moved;
}

const colours = ['#0b6b4f', '#175cd3', '#b8740f', '#7a5af8', '#66716c'];

/** Draws one question: bars or lines with their names at their ends, no legend to look up. */
export function draw(box: HTMLElement, kind: 'line' | 'bar', labels: string[], series: Series[], say: (value: number) => string): EChartsType {
  const style = getComputedStyle(document.documentElement);
  const ink = (name: string) => style.getPropertyValue(name).trim();
  const chart = init(box, undefined, { renderer: 'svg' });
  const ends = series.map((one) => one.data.at(-1) ?? 0);
  const most = Math.max(0, ...series.flatMap((one) => one.data.map((value) => value ?? 0)));
  const shift = apart(ends, most, box.clientHeight - 40);
  chart.setOption({
    color: colours,
    aria: { enabled: true },
    animation: false,
    textStyle: { fontFamily: ink('--font'), fontSize: 12, color: ink('--ink-2') },
    grid: { left: 4, right: kind === 'line' && series.length > 1 ? 72 : 12, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      confine: true,
      valueFormatter: (value: unknown) => (typeof value === 'number' ? say(value) : '—'),
      borderColor: ink('--line'),
      textStyle: { color: ink('--ink'), fontSize: 12 },
    },
    xAxis: {
      type: 'category',
      data: labels,
      boundaryGap: kind === 'bar',
      axisTick: { show: false },
      axisLine: { lineStyle: { color: ink('--line-strong') } },
      axisLabel: { color: ink('--ink-2'), hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      minInterval: 1,
      splitLine: { lineStyle: { color: ink('--line') } },
      axisLabel: { color: ink('--ink-2'), formatter: (value: number) => say(value).replace(/\.00$/, '') },
    },
    series: series.map((one, index) => ({
      name: one.name,
      type: kind,
      data: one.data,
      showSymbol: false,
      barMaxWidth: 28,
      itemStyle: kind === 'bar' ? { borderRadius: [3, 3, 0, 0] } : undefined,
      lineStyle: { width: 2 },
      endLabel: { show: kind === 'line' && series.length > 1, formatter: '{a}', color: 'inherit', offset: [0, shift[index] ?? 0] },
    })),
  });
  return chart;
}
