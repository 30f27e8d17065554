import type { Bubble } from '@/components/PhonePreview.vue';
import type { Print } from '@/components/printed';

/** What greets new friends, and what codes show that take nobody in: the JSON of `welcome` and `afterlife`. */
export type PieceKind = 'LINK' | 'MINI_PROGRAM' | 'IMAGE' | 'VIDEO' | 'FILE';
export type Piece = {
  kind: PieceKind;
  title?: string | null;
  url?: string | null;
  description?: string | null;
  pictureUrl?: string | null;
  appId?: string | null;
  page?: string | null;
  mediaId?: number | null;
};
export const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'] as const;
export type Day = (typeof DAYS)[number];
/** What holds at certain hours: words in place of the usual ones, tags besides the code's, a remark and a verification in place of the code's. */
export type Window = { days: Day[]; from: string; till: string; text: string; attachments: Piece[]; tagIds: number[]; remark: string; skipVerify?: boolean | null };
/** What is noted at WeChat Work about new friends. */
export type Remark = { pattern: string; description: string; overwrite: boolean };
export type WelcomePlan = { attachments: Piece[]; windows: Window[] };
export type Media = { id: number; kind: 'IMAGE' | 'VIDEO' | 'FILE'; name: string; bytes: number; createdAt: string; ready: boolean; failure?: string };
export type Afterlife = { expiresAt?: string | null; codeId?: number | null; staffId?: number | null; pictureUrl?: string | null };
export type Domain = {
  id: number;
  baseUrl: string;
  active: boolean;
  createdAt: string;
  lookedAt?: string;
  healthy?: boolean;
  misses: number;
  failure?: string;
};
/** What a code's page knows of its life. */
export type Life = { welcome: WelcomePlan; remark: Remark; afterlife: Afterlife; stoppedAt?: string; serving: boolean; prints: Print[] };

export const MOST_PIECES = 9;
export const noWelcome = (): WelcomePlan => ({ attachments: [], windows: [] });
export const noRemark = (): Remark => ({ pattern: '', description: '', overwrite: false });

/** Which kind of file a piece needs; a link needs none. */
export const fileOf: Record<PieceKind, Media['kind'] | undefined> = { LINK: undefined, MINI_PROGRAM: 'IMAGE', IMAGE: 'IMAGE', VIDEO: 'VIDEO', FILE: 'FILE' };
export const accepted: Record<Media['kind'], string> = { IMAGE: 'image/png,image/jpeg', VIDEO: 'video/mp4', FILE: '*/*' };

/** The server knows no empty texts, only absent ones. */
export function sent(piece: Piece): Piece {
  return Object.fromEntries(Object.entries(piece).filter(([, value]) => value !== '' && value != null)) as Piece;
}

export function sentPlan(plan: WelcomePlan): WelcomePlan {
  return {
    attachments: plan.attachments.map(sent),
    windows: plan.windows.map((window) => ({ ...window, skipVerify: window.skipVerify ?? undefined, attachments: window.attachments.map(sent) })),
  };
}

/** The welcome as it will be in the chat of somebody by these names: the words, then what hangs on them. */
export function greeting(text: string, pieces: Piece[], names: { customer: string; guide: string }, kindOf: (kind: PieceKind) => string): Bubble[] {
  const words = text.replaceAll('{客户昵称}', names.customer).replaceAll('{导购姓名}', names.guide);
  const cards = pieces.map((piece): Bubble => ({ from: 'us', card: { title: piece.title || kindOf(piece.kind), about: piece.description ?? undefined, foot: kindOf(piece.kind) } }));
  return [...(words ? [{ from: 'us' as const, text: words }] : []), ...cards];
}

/** Whether a window covers a moment of the brand's wall, `2026-11-03T14:03:00`; it belongs to the day on which it begins. */
function covers(window: Window, wall: string): boolean {
  const time = wall.slice(11, 16);
  const weekday = (new Date(`${wall.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
  const begins = (day: number) => window.days.includes(DAYS[(day + 7) % 7] as Day);
  const [from, till] = [window.from.slice(0, 5), window.till.slice(0, 5)];
  if (from < till) return begins(weekday) && time >= from && time < till;
  return (begins(weekday) && time >= from) || (begins(weekday - 1) && time < till);
}

/** The first that covers the moment, as the server finds it. */
export const windowAt = (windows: Window[], wall: string): Window | undefined => windows.find((window) => covers(window, wall));

/** What somebody meets who becomes a friend at this moment. */
export function receivedAt(wanted: { welcomeText: string; welcome: WelcomePlan; tagIds: number[]; remark: Remark; skipVerify: boolean }, wall: string) {
  const window = windowAt(wanted.welcome.windows, wall);
  const greets = window && (window.text.trim() || window.attachments.length);
  return {
    window,
    text: greets ? window.text : wanted.welcomeText,
    attachments: greets ? window.attachments : wanted.welcome.attachments,
    tagIds: [...new Set([...wanted.tagIds, ...(window?.tagIds ?? [])])],
    remark: window?.remark.trim() || wanted.remark.pattern,
    skipVerify: window?.skipVerify ?? wanted.skipVerify,
  };
}

export const REMARK_PLACES = ['客户昵称', '导购姓名', '门店', '活码名称', '日期'] as const;
const MOST_OF_REMARK = 20;
const LEAST_OF_NAME = 4;

/** The remark by these words: the nickname gives way first, then the end, as the server shortens it. */
export function remarkOf(pattern: string, words: Record<(typeof REMARK_PLACES)[number], string>): string {
  const fill = (name: string) => pattern.replace(/\{([^{}]*)\}/g, (whole, place: string) => ({ ...words, 客户昵称: name })[place as '日期'] ?? whole).trim();
  const named = pattern.split('{客户昵称}').length - 1;
  const room = named ? Math.max(LEAST_OF_NAME, Math.floor((MOST_OF_REMARK - [...fill('')].length) / named)) : 0;
  return [...fill([...words.客户昵称].slice(0, room).join(''))].slice(0, MOST_OF_REMARK).join('').trim();
}
