import type { Resource } from '@/components/ResourcePicker.vue';
import { api, type Page } from './api';

/** What pickers offer. A feature never imports another: what several of them choose from is asked for here. */
type Named = { id: number; name: string };

async function list<Row>(path: string, words: string, size = 30): Promise<Row[]> {
  return (await api.get<Page<Row>>(path, { query: { q: words, size } })).items;
}

export async function findStaff(words: string): Promise<Resource[]> {
  const rows = await list<Named & { storeName?: string }>('/api/admin/staff', words);
  return rows.map((row) => ({ id: row.id, name: row.name, about: row.storeName }));
}

export async function findStores(words: string): Promise<Resource[]> {
  return (await list<Named>('/api/admin/stores', words)).map(({ id, name }) => ({ id, name }));
}
