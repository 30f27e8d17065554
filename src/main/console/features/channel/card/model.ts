export const kinds = ['PARCEL_CARD', 'DIRECT_MAIL'] as const;
export const marketplaces = ['TMALL', 'TAOBAO', 'JD', 'PDD', 'DOUYIN', 'KUAISHOU', 'YOUZAN', 'OWN', 'OTHER'] as const;
export type Kind = (typeof kinds)[number];
export type Marketplace = (typeof marketplaces)[number];

/** The JSON of /api/admin/card-batches. */
export type Draft = {
  kind: Kind;
  name: string;
  codeId: number;
  cards: number;
  marketplace: Marketplace;
  headline: string;
  asksOrder: boolean;
  asksMember: boolean;
  memberUrl?: string;
  couponTemplateId?: number;
  giftText?: string;
};
/** Cards, not scans. */
export type Figures = { printed: number; scanned: number; shared: number; added: number; bound: number; gifts: number };
export type BatchRow = { id: number; draft: Draft; codeName: string; createdAt: string; figures: Figures };
export type Print = { firstSerial: number; lastSerial: number; at: string; byName: string };
export type Batch = BatchRow & { prints: Print[] };
export type CardRow = {
  batchId: number;
  serial: number;
  code: string;
  scannedAt?: string;
  lastScannedAt?: string;
  shared: boolean;
  customerId?: number;
  customerName?: string;
  usedAt?: string;
  marketplace?: Marketplace;
  orderNo?: string;
  toldBy?: 'FILE' | 'SHOPPER';
  orderedAt?: string;
  giftAt?: string;
};
export type Opening = { visitor: string; at: string; lastAt: string; opens: number; staffId?: number; staffName?: string; addedAt?: string };
export type CardLife = { card: CardRow; url: string; prints: Print[]; openings: Opening[] };

/** The furthest a card has come. */
export function stageOf(card: CardRow): 'gift' | 'used' | 'scanned' | 'bound' | 'blank' {
  if (card.giftAt) return 'gift';
  if (card.usedAt) return 'used';
  if (card.scannedAt) return 'scanned';
  return card.orderNo ? 'bound' : 'blank';
}

/** What happened to a card, the latest first. */
export type Deed = { at: string; what: 'printed' | 'scanned' | 'added' | 'bound' | 'gift'; about: string; visitor?: string };
export function deedsOf(life: CardLife): Deed[] {
  const { card } = life;
  const deeds: Deed[] = [
    ...life.prints.map((one): Deed => ({ at: one.at, what: 'printed', about: one.byName })),
    ...life.openings.map((one): Deed => ({ at: one.at, what: 'scanned', visitor: one.visitor, about: one.staffName ?? '' })),
  ];
  if (card.usedAt) deeds.push({ at: card.usedAt, what: 'added', about: card.customerName ?? '' });
  if (card.orderedAt) deeds.push({ at: card.orderedAt, what: 'bound', about: card.orderNo ?? '' });
  if (card.giftAt) deeds.push({ at: card.giftAt, what: 'gift', about: '' });
  return deeds.sort((a, b) => b.at.localeCompare(a.at));
}
