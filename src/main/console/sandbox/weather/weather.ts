/** What goes wrong on purpose between product and platforms: the switches behind /sandbox/api/admin/faults. */
export type FaultKind = 'REFUSE' | 'SLOW' | 'LOSE_ANSWER' | 'TRUNCATE' | 'BAD_GATEWAY' | 'DUPLICATE' | 'REORDER' | 'LOSE';

export type Fault = {
  id: number;
  path: string;
  about?: string | null;
  kind: FaultKind;
  code?: string | null;
  status?: number | null;
  millis?: number | null;
  remaining: number;
  struck: number;
};

/** A kind of weather in one word; what it means to each platform follows from the path. */
export type Weather = 'busy' | 'tooOften' | 'tooMany' | 'stale' | 'badSecret' | 'untrusted' | 'notPermitted' | 'slow' | 'lostAnswer' | 'cut' | 'gateway' | 'twice' | 'late' | 'never';

/** What can be struck, in the order of a list. */
export const places = [
  { path: '*', name: 'all' },
  { path: 'callback:work', name: 'news' },
  { path: 'callback:pay', name: 'payNews' },
  { path: '/cgi-bin/gettoken', name: 'token' },
  { path: '/cgi-bin/externalcontact/get_follow_user_list', name: 'followers' },
  { path: '/cgi-bin/externalcontact/send_welcome_msg', name: 'welcome' },
  { path: '/cgi-bin/externalcontact/get', name: 'customer' },
  { path: '/cgi-bin/externalcontact/batch/get_by_user', name: 'customers' },
  { path: '/cgi-bin/externalcontact/mark_tag', name: 'mark' },
  { path: '/cgi-bin/externalcontact/add_corp_tag', name: 'tag' },
  { path: '/cgi-bin/externalcontact/get_corp_tag_list', name: 'tags' },
  { path: '/cgi-bin/externalcontact/add_contact_way', name: 'way' },
  { path: '/cgi-bin/externalcontact/update_contact_way', name: 'wayChange' },
  { path: '/cgi-bin/message/send', name: 'message' },
  { path: '/cgi-bin/user/list_id', name: 'members' },
  { path: '/sns/jscode2session', name: 'login' },
  { path: '/wxa/business/getuserphonenumber', name: 'phone' },
  { path: '/v3/pay/transactions/jsapi', name: 'prepay' },
  { path: 'GET /v3/pay/transactions/*', name: 'query' },
  { path: '/v3/refund/domestic/refunds', name: 'refund' },
] as const;

const calls: Weather[] = ['busy', 'tooOften', 'tooMany', 'stale', 'badSecret', 'untrusted', 'notPermitted', 'slow', 'lostAnswer', 'cut', 'gateway'];
const news: Weather[] = ['twice', 'late', 'never'];

/** What money knows nothing of. */
const ofWork: Weather[] = ['tooMany', 'stale', 'badSecret', 'untrusted', 'notPermitted'];

const isNews = (path: string) => path.startsWith('callback:');
const isPay = (path: string) => path.includes('/v3/');
const isMini = (path: string) => path.startsWith('/sns/') || path.startsWith('/wxa/');

/** News can come twice, late or never; a call can fail in every other way. Money knows no tokens and no crowd. */
export function weathersFor(path: string): Weather[] {
  if (isNews(path)) return news;
  return isPay(path) ? calls.filter((one) => !ofWork.includes(one)) : calls;
}

export const lasts = (weather: Weather): boolean => weather === 'slow' || weather === 'late';

type FaultForm = Pick<Fault, 'path' | 'kind'> & Partial<Pick<Fault, 'about' | 'code' | 'status' | 'millis'>> & { times: number };

/** The switch that makes it so. */
export function formOf(path: string, weather: Weather, times: number, millis: number, about: string): FaultForm {
  const form = { path, times, ...(about.trim() ? { about: about.trim() } : {}) };
  const refuse = (code: string, payCode: string, status: number): FaultForm =>
    isPay(path) ? { ...form, kind: 'REFUSE', code: payCode, status } : { ...form, kind: 'REFUSE', code };
  switch (weather) {
    case 'busy':
      return refuse('-1', 'SYSTEM_ERROR', 500);
    case 'tooOften':
      return refuse(isMini(path) ? '45011' : '45009', 'FREQUENCY_LIMITED', 429);
    case 'tooMany':
      return { ...form, kind: 'REFUSE', code: '45033' };
    case 'stale':
      return { ...form, kind: 'REFUSE', code: '42001' };
    case 'badSecret':
      return { ...form, kind: 'REFUSE', code: '40001' };
    case 'untrusted':
      return { ...form, kind: 'REFUSE', code: '60020' };
    case 'notPermitted':
      return { ...form, kind: 'REFUSE', code: '48002' };
    case 'slow':
      return { ...form, kind: 'SLOW', millis };
    case 'lostAnswer':
      return { ...form, kind: 'LOSE_ANSWER' };
    case 'cut':
      return { ...form, kind: 'TRUNCATE' };
    case 'gateway':
      return { ...form, kind: 'BAD_GATEWAY' };
    case 'twice':
      return { ...form, kind: 'DUPLICATE' };
    case 'late':
      return { ...form, kind: 'REORDER', millis };
    case 'never':
      return { ...form, kind: 'LOSE' };
  }
}

const byCode: Record<string, Weather> = {
  '-1': 'busy',
  SYSTEM_ERROR: 'busy',
  '45009': 'tooOften',
  '45011': 'tooOften',
  FREQUENCY_LIMITED: 'tooOften',
  '45033': 'tooMany',
  '42001': 'stale',
  '40001': 'badSecret',
  '60020': 'untrusted',
  '48002': 'notPermitted',
};
const byKind: Record<Exclude<FaultKind, 'REFUSE'>, Weather> = {
  SLOW: 'slow',
  LOSE_ANSWER: 'lostAnswer',
  TRUNCATE: 'cut',
  BAD_GATEWAY: 'gateway',
  DUPLICATE: 'twice',
  REORDER: 'late',
  LOSE: 'never',
};

/** What a switch is called; undefined for a refusal with a code of its own. */
export function weatherOf(fault: Pick<Fault, 'kind' | 'code'>): Weather | undefined {
  return fault.kind === 'REFUSE' ? byCode[fault.code ?? '-1'] : byKind[fault.kind];
}
