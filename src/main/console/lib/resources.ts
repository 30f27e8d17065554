import type { Resource } from '@/components/ResourcePicker.vue';
import { api, type Page } from './api';

/** What pickers offer. A feature never imports another: what several of them choose from is asked for here. */
type Named = { id: number; name: string };

async function list<Row>(path: string, words: string, size = 30): Promise<Row[]> {
  return (await api.get<Page<Row>>(path, { query: { q: words, size } })).items;
}

export async function findStaff(words: string, size?: number): Promise<Resource[]> {
  const rows = await list<Named & { storeName?: string }>('/api/admin/staff', words, size);
  return rows.map((row) => ({ id: row.id, name: row.name, about: row.storeName }));
}

export async function findStores(words: string, size?: number): Promise<Resource[]> {
  return (await list<Named>('/api/admin/stores', words, size)).map(({ id, name }) => ({ id, name }));
}

/** Tags of all groups; the group's name says which 「高」 it is. */
export async function findTags(words: string): Promise<Resource[]> {
  type Group = { name: string; tags: { id: number; name: string }[] };
  const { items } = await api.get<Page<Group>>('/api/admin/tag-groups', { query: { size: 500 } });
  const wanted = words.trim().toLowerCase();
  return items
    .flatMap((group) => group.tags.map((tag) => ({ id: tag.id, name: tag.name, about: group.name })))
    .filter((tag) => tag.name.toLowerCase().includes(wanted) || tag.about.toLowerCase().includes(wanted));
}

export async function findCustomers(words: string): Promise<Resource[]> {
  type Row = Named & { ownerStaffName?: string };
  const rows = await list<Row>('/api/admin/customers', words);
  return rows.map((row) => ({ id: row.id, name: row.name, about: row.ownerStaffName }));
}

export async function findProducts(words: string): Promise<Resource[]> {
  const rows = await list<{ id: number; title: string; category: string }>('/api/admin/products', words);
  return rows.map((row) => ({ id: row.id, name: row.title, about: row.category }));
}

export function findCategories(): Promise<string[]> {
  return api.get<string[]>('/api/admin/products/categories');
}

export async function findCouponTemplates(words: string): Promise<Resource[]> {
  return (await list<Named>('/api/admin/coupon-templates', words)).map(({ id, name }) => ({ id, name }));
}

/** There are few codes: they are asked for once and looked through here. */
export async function findCodes(words: string): Promise<Resource[]> {
  const rows = await list<Named>('/api/admin/codes', '', 100);
  return rows.filter((row) => row.name.includes(words.trim())).map(({ id, name }) => ({ id, name }));
}

export async function findSegments(words: string, size?: number): Promise<Resource[]> {
  return (await list<Named>('/api/admin/segments', words, size)).map(({ id, name }) => ({ id, name }));
}
