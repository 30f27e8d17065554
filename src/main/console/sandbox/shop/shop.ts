import { newKey, Problem } from '@/lib/api';

/** The mini-program's view of /api/mall, with the bearer token of this phone's sign-in. */
export type Sku = { id: number; spec: string; priceFen: number; available: number };
/** A product in the window: its lowest price. */
export type Shown = {
  id: number;
  title: string;
  subtitle?: string;
  imageUrl?: string;
  category: string;
  priceFen: number;
  soldOut: boolean;
};
export type Product = {
  id: number;
  title: string;
  subtitle?: string;
  imageUrl?: string;
  description?: string;
  category: string;
  skus: Sku[];
};
export type Coupon = { couponId: number; name: string; state: string; usableUntil: string };
export type Offered = { templateId: number; name: string };
export type Points = { available: number; pending: number };
export type Item = { skuId: number; quantity: number };
export type QuoteStep = { kind: string; label: string; applied: boolean; reason: string; amountFen: number };
export type Choice = { couponId: number; name: string; applicable: boolean; reason: string; discountFen: number };
export type Quote = {
  coupons: Choice[];
  couponId?: number;
  pointsAvailable: number;
  steps: QuoteStep[];
  goodsFen: number;
  shippingFen: number;
  payableFen: number;
  hash: string;
};
export type OrderLine = { title: string; spec: string; quantity: number; imageUrl?: string; payFen: number };
export type Order = { number: string; state: string; payableFen: number; lines: OrderLine[]; placedAt: string };
export type Placed = { number: string; payableFen: number; paid: boolean };
export type PayParams = Record<string, string>;

export class Shop {
  private token: Promise<string> | undefined;

  constructor(private readonly phoneId: number) {}

  get<T>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  /** What moves money, stock or coupons carries the key of its intent. */
  post<T>(path: string, body: unknown, key = newKey()): Promise<T> {
    return this.call('POST', path, body, key);
  }

  /** Asks the phone for a code, as a mini-program does, and signs in with it. */
  private signIn(): Promise<string> {
    this.token ??= plain<{ code: string }>('POST', `/sandbox/api/phones/${this.phoneId}/mini/login`, {})
      .then(({ code }) => plain<{ token: string }>('POST', '/api/mall/sign-in', { code }))
      .then(({ token }) => token)
      .catch((problem: unknown) => {
        this.token = undefined;
        throw problem;
      });
    return this.token;
  }

  private async call<T>(method: string, path: string, body?: unknown, key?: string): Promise<T> {
    const headers: Record<string, string> = { Authorization: `Bearer ${await this.signIn()}` };
    if (key) headers['Idempotency-Key'] = key;
    try {
      return await plain<T>(method, `/api/mall${path}`, body, headers);
    } catch (problem) {
      if (problem instanceof Problem && problem.status === 401) this.token = undefined;
      throw problem;
    }
  }
}

async function plain<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
  const answer = await fetch(path, {
    method,
    headers: { Accept: 'application/json', 'Accept-Language': 'zh-CN', 'Content-Type': 'application/json', ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  const told = text ? JSON.parse(text) : undefined;
  if (!answer.ok) throw new Problem(answer.status, told?.code ?? '', told?.detail ?? answer.statusText, {});
  return told as T;
}
