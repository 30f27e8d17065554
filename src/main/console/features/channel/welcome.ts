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
export type Window = { days: Day[]; from: string; till: string; text: string; attachments: Piece[] };
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
export type Life = { welcome: WelcomePlan; afterlife: Afterlife; stoppedAt?: string; serving: boolean; prints: Print[] };

export const MOST_PIECES = 9;
export const noWelcome = (): WelcomePlan => ({ attachments: [], windows: [] });

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
    windows: plan.windows.map((window) => ({ ...window, attachments: window.attachments.map(sent) })),
  };
}

/** The welcome as it will be in the chat of somebody by these names: the words, then what hangs on them. */
export function greeting(text: string, pieces: Piece[], names: { customer: string; guide: string }, kindOf: (kind: PieceKind) => string): Bubble[] {
  const words = text.replaceAll('{客户昵称}', names.customer).replaceAll('{导购姓名}', names.guide);
  const cards = pieces.map((piece): Bubble => ({ from: 'us', card: { title: piece.title || kindOf(piece.kind), about: piece.description ?? undefined, foot: kindOf(piece.kind) } }));
  return [...(words ? [{ from: 'us' as const, text: words }] : []), ...cards];
}
