import { ref } from 'vue';
import type { LocationQueryRaw } from 'vue-router';
import { api, type Page } from './api';
import type { Schema } from './schema';

/** A list as somebody likes to see it: filters, order and columns under a name. `list`: the page's address without its first stroke. */
export type SavedView = Schema<'SavedViewsSavedView'>;
/** What a list shows, as its address says it. */
export type Shown = { filters: Record<string, string>; sort: string; columns: string };

/** In the address of a list that has a default view and is wanted without it. */
export const PLAIN = 'all';

const views = ref<SavedView[]>([]);
let asked: Promise<void> | null = null;

/** Asks once for one's own and the shared views, so that a list can open with its default at once. Without them lists work as well. */
export function knowViews(): Promise<void> {
  asked ??= refreshViews().catch(() => void (asked = null));
  return asked;
}

export async function refreshViews(): Promise<void> {
  views.value = (await api.get<Page<SavedView>>('/api/admin/session/views')).items;
}

export function forgetViews(): void {
  views.value = [];
  asked = null;
}

export const listAt = (path: string) => path.replace(/^\/|\/$/g, '');
export const viewsAt = (path: string) => views.value.filter((view) => view.list === listAt(path));
export const defaultAt = (path: string) => viewsAt(path).find((view) => view.byDefault);

/** The address that shows it; which view it is stays in there, so that it can be changed later. */
export function queryOf(view: SavedView): LocationQueryRaw {
  const query: LocationQueryRaw = { ...view.filters, view: String(view.id) };
  if (view.sort) query.sort = view.sort;
  if (view.columns) query.columns = view.columns.join(',');
  return query;
}

/** What is kept of what is shown: the filters that say something, without the words searched for, which may be somebody's name. */
export function kept(shown: Shown, search?: string): Pick<SavedView, 'filters' | 'sort' | 'columns'> {
  const filters = Object.fromEntries(Object.entries(shown.filters).filter(([name, value]) => value !== '' && name !== search));
  return { filters, sort: shown.sort || undefined, columns: shown.columns ? shown.columns.split(',') : undefined };
}

export function same(view: Pick<SavedView, 'filters' | 'sort' | 'columns'>, shown: Shown, search?: string): boolean {
  const now = kept(shown, search);
  const text = (one: typeof now) => JSON.stringify([Object.entries(one.filters).sort(), one.sort ?? '', [...(one.columns ?? [])].sort()]);
  return text(view) === text(now);
}
