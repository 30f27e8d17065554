/** The way from the sandbox to a real corporation. */
export type CheckName =
  | 'credentials'
  | 'trusted-address'
  | 'permission'
  | 'public-address'
  | 'callback'
  | 'visible-range'
  | 'guides'
  | 'clock'
  | 'verify-file'
  | 'master-key'
  | 'official-account';
export type CheckState = 'OK' | 'WARNED' | 'FAILED' | 'UNKNOWN';
export type Person = { userId: string; name?: string; problem: string };
export type Result = { name: CheckName; state?: CheckState; code?: string; arguments: string[]; people: Person[]; checkedAt?: string };
export type GoLive = {
  sandbox: boolean;
  corpId?: string;
  callbackUrl: string;
  files: { name: string; uploadedAt: string }[];
  checks: Result[];
};

/** What is done together, in this order. */
export const steps = [
  { key: 'database', checks: [] },
  { key: 'credentials', checks: ['credentials', 'trusted-address', 'permission'] },
  { key: 'reach', checks: ['public-address', 'callback', 'verify-file', 'official-account'] },
  { key: 'guides', checks: ['visible-range', 'guides'] },
  { key: 'safety', checks: ['clock', 'master-key'] },
  { key: 'friends', checks: [] },
  { key: 'move', checks: [] },
] as const satisfies readonly { key: string; checks: readonly CheckName[] }[];
export type Step = (typeof steps)[number]['key'];

export const checkTones = { OK: 'good', WARNED: 'look', FAILED: 'harm', UNKNOWN: 'quiet' } as const;

/** How a step stands: as its worst check does; absent while one of them was never looked at. */
export function standingOf(results: Pick<Result, 'state'>[]): CheckState | undefined {
  const worst: CheckState[] = ['FAILED', 'UNKNOWN', 'WARNED', 'OK'];
  if (results.some((one) => one.state === 'FAILED')) return 'FAILED';
  if (results.length === 0 || results.some((one) => !one.state)) return undefined;
  return worst.find((state) => results.some((one) => one.state === state));
}

/** `{0}` and `{1}` filled in. */
export const fill = (words: string, values: readonly string[]): string => words.replace(/\{(\d)\}/g, (_, place: string) => values[Number(place)] ?? '');
