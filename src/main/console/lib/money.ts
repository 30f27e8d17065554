const whole = new Intl.NumberFormat('zh-CN');

/** `¥1,234.50` from fen. */
export function sayMoney(fen: number): string {
  const [sign, amount] = fen < 0 ? ['-', -fen] : ['', fen];
  return `${sign}¥${whole.format(Math.floor(amount / 100))}.${String(amount % 100).padStart(2, '0')}`;
}

/** Fen from what somebody typed as yuan (`1,234.5`), or null when it is not an amount. Never by way of a fraction. */
export function readMoney(text: string): number | null {
  const found = /^\s*¥?\s*([\d,]+)(?:\.(\d{0,2}))?\s*$/.exec(text);
  if (!found) return null;
  return Number(found[1]!.replaceAll(',', '')) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
}

export function sayCount(count: number): string {
  return whole.format(count);
}

/** `12.3%` from basis points or a ratio: `sayShare(part, of)`; a dash when there is nothing to divide by. */
export function sayShare(part: number, of: number): string {
  return of === 0 ? '—' : `${((part / of) * 100).toFixed(1)}%`;
}
