/** What the phones' endpoints (/sandbox/api) say. */
export type Phone = {
  id: number;
  name: string;
  colour: string;
  phone?: string;
  avatarUrl: string;
  externalUserid: string;
};
export type Guide = { userid: string; name: string; position: string; status: number };
export type Content = Record<string, unknown>;
export type Bubble = {
  id: number;
  userid: string;
  externalUserid?: string;
  sender: 'CUSTOMER' | 'MEMBER' | 'WELCOME' | 'APP';
  msgtype: string;
  content: Content;
  sentAt: string;
};
export type Chat = { userid: string; name: string; friend: boolean; last?: Bubble };
export type Card = {
  configId: string;
  userid: string;
  name: string;
  position: string;
  verificationNeeded: boolean;
  alreadyFriends: boolean;
};
export type Scanned = { kind: 'CONTACT' | 'PAGE'; card?: Card; url?: string };
export type QrCode = { pictureUrl: string; text: string; configId?: string };
export type WebPage = { status: number; url: string; contentType: string; html: string; qrCodes: QrCode[] };
export type GuidesCustomer = {
  phoneId: number;
  externalUserid: string;
  name: string;
  colour: string;
  remark: string;
  state: string;
  addedAt: string;
  tags: { id: string; name: string }[];
};
export type FriendRequest = { phoneId: number; externalUserid: string; name: string; askedAt: string };
export type BrandTime = { now: string; aheadSeconds: number };

/** A bubble in words, whatever the platform was given for its type. */
export function textOf(bubble: Bubble): string {
  const content = bubble.content;
  return String(content.content ?? content.title ?? content.text ?? '');
}
