/** What the server refused and why: RFC 9457 problem details with our stable code and, where it has one, the field. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly fields: Readonly<Record<string, string>>,
  ) {
    super(detail);
  }
}

export type Query = Record<string, string | number | boolean | readonly (string | number)[] | null | undefined>;
export type Options = {
  query?: Query;
  /** Sends an Idempotency-Key. Make it once for one intent (`newKey()`), so that a repeated press is one deed. */
  key?: string;
  signal?: AbortSignal;
};

/** `{items,total}`: a small table, by page. `{items,next}`: a growing one, by keyset; `next` is absent on the last page. */
export type Page<Row> = { items: Row[]; total: number };
export type Slice<Row> = { items: Row[]; next?: string | number | null };

export const api = {
  get: <T>(path: string, options?: Options) => call<T>('GET', path, undefined, options),
  post: <T = void>(path: string, body?: unknown, options?: Options) => call<T>('POST', path, body, options),
  put: <T = void>(path: string, body?: unknown, options?: Options) => call<T>('PUT', path, body, options),
  patch: <T = void>(path: string, body?: unknown, options?: Options) => call<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, options?: Options) => call<T>('DELETE', path, undefined, options),
};

let signedOut: () => void = () => {};

/** What to do when a call finds that nobody is signed in. Set once by the session. */
export function onSignedOut(then: () => void): void {
  signedOut = then;
}

export function hasToken(): boolean {
  return cookie('XSRF-TOKEN') !== '';
}

/** A UUIDv7: its own time picks the partition in which the server keeps the answer. */
export function newKey(now = Date.now()): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(now / 2 ** (8 * (5 - index))) % 256;
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

async function call<T>(method: string, path: string, body: unknown, options: Options = {}): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json, image/png', 'Accept-Language': 'zh-CN' };
  const form = body instanceof FormData;
  if (body !== undefined && !form) headers['Content-Type'] = 'application/json';
  if (method !== 'GET') headers['X-XSRF-TOKEN'] = cookie('XSRF-TOKEN');
  if (options.key) headers['Idempotency-Key'] = options.key;
  let answer: Response;
  try {
    answer = await fetch(address(path, options.query), {
      method,
      headers,
      credentials: 'same-origin',
      body: form ? body : body === undefined ? undefined : JSON.stringify(body),
      signal: options.signal,
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new Problem(0, 'network', '连不上服务器。请检查网络后重试。', {});
  }
  if (answer.ok) return (await read(answer)) as T;
  if (answer.status === 401 && path !== '/api/admin/session') signedOut();
  throw problem(answer.status, await read(answer).catch(() => undefined));
}

async function read(answer: Response): Promise<unknown> {
  if (answer.headers.get('content-type')?.startsWith('image/')) return answer.blob();
  const text = await answer.text();
  return text === '' ? undefined : JSON.parse(text);
}

function problem(status: number, body: unknown): Problem {
  const told = (body ?? {}) as {
    code?: string;
    detail?: string;
    field?: string;
    errors?: { field?: string; message?: string; detail?: string }[];
  };
  // A refusal without words in the bundle would show its code.
  const detail = told.detail && told.detail !== told.code ? told.detail : ordinary(status);
  const fields: Record<string, string> = {};
  if (told.field) fields[told.field] = detail;
  for (const error of Array.isArray(told.errors) ? told.errors : []) {
    if (error.field) fields[error.field] = error.message ?? error.detail ?? detail;
  }
  return new Problem(status, told.code ?? `http.${status}`, detail, fields);
}

function ordinary(status: number): string {
  if (status === 401) return '登录已过期，请重新登录。';
  if (status === 403) return '你没有做这件事的权限。需要时请找管理员开通。';
  if (status === 404) return '没有找到。它可能已被删除，或不在你的数据范围内。';
  if (status === 409) return '它刚刚被别人改过。请刷新后重试。';
  if (status === 429) return '操作太频繁，请稍等一会儿再试。';
  return '服务器没能完成这个请求。请稍后重试；若一直如此，请告诉管理员。';
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : '';
}
