import type { Resource } from '@/components/ResourcePicker.vue';
import { api, type Page, type Query } from './api';

/** What pickers offer. A feature never imports another: what several of them choose from is asked for here. */
type Named = { id: number; name: string };
type Find = (words: string, size?: number) => Promise<Resource[]>;
const MOST = 500;

async function list<Row>(path: string, words: string, size = 30): Promise<Row[]> {
  return (await api.get<Page<Row>>(path, { query: { q: words, size } })).items;
}

/** A finder that can also tell the names of single ones, each asked for at its own address; what is gone has none. */
function withNames<Row>(find: Find, path: string, tell: (row: Row) => Resource) {
  const one = (id: number) => api.get<Row>(`${path}/${id}`).then(tell, () => undefined);
  return Object.assign(find, {
    named: async (ids: number[]) => (await Promise.all(ids.map(one))).filter((found) => found !== undefined),
  });
}

/** The same where the list itself tells those of these ids. */
function withIds<Row>(path: string, tell: (row: Row) => Resource) {
  const ask = async (query: Query) => (await api.get<Page<Row>>(path, { query })).items.map(tell);
  return Object.assign((words: string, size = 30) => ask({ q: words, size }), { named: (ids: number[]) => ask({ ids, size: ids.length }) });
}

export const findStaff = withIds('/api/admin/staff', (row: Named & { storeName?: string }) => ({ id: row.id, name: row.name, about: row.storeName }));

export const findStores = withIds('/api/admin/stores', ({ id, name }: Named) => ({ id, name }));

/** Tags of all groups; the group's name says which 「高」 it is. */
export async function findTags(words: string): Promise<Resource[]> {
  type Group = { name: string; tags: { id: number; name: string }[] };
  const { items } = await api.get<Page<Group>>('/api/admin/tag-groups', { query: { size: MOST } });
  const wanted = words.trim().toLowerCase();
  return items
    .flatMap((group) => group.tags.map((tag) => ({ id: tag.id, name: tag.name, about: group.name })))
    .filter((tag) => tag.name.toLowerCase().includes(wanted) || tag.about.toLowerCase().includes(wanted));
}

const customer = (row: Named & { ownerStaffName?: string }): Resource => ({ id: row.id, name: row.name, about: row.ownerStaffName });
export const findCustomers = withNames(
  async (words) => (await list<Named>('/api/admin/customers', words)).map(customer),
  '/api/admin/customers',
  customer,
);

const product = (row: { id: number; title: string; category: string }): Resource => ({ id: row.id, name: row.title, about: row.category });
export const findProducts = withNames(
  async (words) => (await list<Parameters<typeof product>[0]>('/api/admin/products', words)).map(product),
  '/api/admin/products',
  product,
);

export function findCategories(): Promise<string[]> {
  return api.get<string[]>('/api/admin/products/categories');
}

const named = ({ id, name }: Named): Resource => ({ id, name });
export const findCouponTemplates = withNames(
  async (words) => (await list<Named>('/api/admin/coupon-templates', words)).map(named),
  '/api/admin/coupon-templates',
  named,
);

export const findCodes = withNames(
  async (words, size) => (await list<Named>('/api/admin/codes', words.trim(), size)).map(named),
  '/api/admin/codes',
  named,
);

const templates = (target?: 'STORE' | 'GUIDE') =>
  withNames(
    async (words) => (await api.get<Page<Named>>('/api/admin/code-templates', { query: { q: words.trim(), target, size: 30 } })).items.map(named),
    '/api/admin/code-templates',
    named,
  );
/** Templates of live codes. */
export const findCodeTemplates = templates();
export const findStoreTemplates = templates('STORE');

export const findSegments = withNames(
  async (words, size) => (await list<Named>('/api/admin/segments', words, size)).map(named),
  '/api/admin/segments',
  named,
);

export const findLiveSessions = withNames(
  async (words, size) => (await list<Named>('/api/admin/live-sessions', words.trim(), size)).map(named),
  '/api/admin/live-sessions',
  ({ id, title }: { id: number; title: string }): Resource => ({ id, name: title }),
);
