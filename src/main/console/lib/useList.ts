import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, reactive, ref, watch, type ComputedRef, type Ref } from 'vue';
import { useRoute, useRouter, type LocationQueryRaw } from 'vue-router';
import { api, type Page, type Query, type Slice } from './api';
import { defaultAt, PLAIN, type Shown } from './views';

export type ListOptions<Name extends string> = {
  path: string | (() => string);
  /** `page`: small tables, `{items,total}`. `keyset`: growing ones, `{items,next}`. */
  paging: 'page' | 'keyset';
  /** Names of the filters; each is a parameter of the endpoint and of this page's address. */
  filters?: readonly Name[];
  /** Parameters the person does not choose. */
  fixed?: () => Query;
  size?: number;
  sort?: string;
  /** Keeps its state to itself: for a list inside another page. */
  local?: boolean;
  enabled?: () => boolean;
};

/**
 * One list of the server: its filters, order and page live in the address, so that back, reload and sending the link work. A value of
 * '' means "not filtered".
 */
export type List<Row, Name extends string = string> = {
  rows: ComputedRef<Row[]>;
  total: ComputedRef<number | undefined>;
  /** Nothing to show yet. */
  loading: ComputedRef<boolean>;
  /** Old rows are shown while new ones come. */
  fetching: Ref<boolean>;
  problem: Ref<Error | null>;
  refresh(): Promise<void>;
  filters: Readonly<Record<Name, string>>;
  filtered: ComputedRef<boolean>;
  set(name: Name, value: string): void;
  replaceFilters(values: Partial<Record<Name, string>>): void;
  /** Shows just this and nothing of what was shown before: a view. */
  open(values: LocationQueryRaw): void;
  /** The saved view this began with; '' when with none. */
  view: ComputedRef<string>;
  /** As the address says it; columns by key with commas between, '' for those a list shows by itself. */
  shown: ComputedRef<Shown>;
  showColumns(columns: string): void;
  /** A list inside another page, whose state is in no address. */
  local: boolean;
  clear(): void;
  sort: ComputedRef<string>;
  sortBy(sort: string): void;
  paging: 'page' | 'keyset';
  page: ComputedRef<number>;
  size: number;
  hasNext: ComputedRef<boolean>;
  hasPrevious: ComputedRef<boolean>;
  toPage(page: number): void;
  toNext(): void;
  toPrevious(): void;
  selected: Ref<Set<string | number>>;
  /** What is asked of the server now, without the page: for an export of the same rows. */
  asked: ComputedRef<Query>;
};

export function useList<Row, Name extends string = never>(options: ListOptions<Name>): List<Row, Name> {
  const route = useRoute();
  const router = useRouter();
  const queries = useQueryClient();
  const names = options.filters ?? [];
  const size = options.size ?? 20;
  const own = reactive<Record<string, string>>({});
  const trail = ref<string[]>([]);
  const selected = ref(new Set<string | number>());

  const read = (name: string) => (options.local ? (own[name] ?? '') : one(route.query[name]));
  function write(values: LocationQueryRaw, replace = false) {
    if (options.local) {
      Object.assign(own, values);
      return;
    }
    const query: LocationQueryRaw = { ...route.query, ...values };
    for (const [name, value] of Object.entries(query)) if (value === '' || value === null) delete query[name];
    if (Object.keys(query).length === 0 && defaultAt(route.path)) query.view = PLAIN;
    void (replace ? router.replace({ query, hash: route.hash }) : router.push({ query, hash: route.hash }));
  }

  const filters = reactive({}) as Record<Name, string>;
  watch(
    () => names.map(read),
    (values) => names.forEach((name, index) => ((filters as Record<string, string>)[name] = values[index] ?? '')),
    { immediate: true },
  );
  const sort = computed(() => read('sort') || (options.sort ?? ''));
  const page = computed(() => Number(read('page')) || 0);
  const after = computed(() => read('after'));
  const path = computed(() => (typeof options.path === 'string' ? options.path : options.path()));
  const asked = computed<Query>(() => ({ ...options.fixed?.(), ...filters, sort: sort.value }));
  const query = computed<Query>(() => ({
    ...asked.value,
    size,
    ...(options.paging === 'page' ? { page: page.value } : { after: after.value }),
  }));

  const found = useQuery({
    queryKey: computed(() => ['list', path.value, query.value]),
    queryFn: ({ signal }) => api.get<Page<Row> & Slice<Row>>(path.value, { query: query.value, signal }),
    placeholderData: keepPreviousData,
    enabled: computed(() => options.enabled?.() ?? true),
  });
  const rows = computed(() => found.data.value?.items ?? []);
  const total = computed(() => found.data.value?.total);
  const next = computed(() => (found.data.value?.next == null ? '' : String(found.data.value.next)));
  watch(query, () => (selected.value = new Set()), { deep: true });

  const firstPage = { page: '', after: '' };
  function replaceFilters(values: Partial<Record<Name, string>>) {
    trail.value = [];
    write({ ...(values as Record<string, string>), ...firstPage });
  }

  const nothing = Object.fromEntries([...names, 'sort', 'columns', 'view'].map((name) => [name, '']));
  function open(values: LocationQueryRaw) {
    trail.value = [];
    write({ ...nothing, ...values, ...firstPage });
  }

  return {
    rows,
    total,
    loading: computed(() => found.isPending.value),
    fetching: found.isFetching,
    problem: found.error,
    refresh: () => queries.invalidateQueries({ queryKey: ['list', path.value] }),
    filters,
    filtered: computed(() => names.some((name) => read(name) !== '')),
    set: (name, value) => replaceFilters({ [name]: value } as Partial<Record<Name, string>>),
    replaceFilters,
    clear: () => replaceFilters(Object.fromEntries(names.map((name) => [name, ''])) as Partial<Record<Name, string>>),
    open,
    view: computed(() => read('view')),
    shown: computed(() => ({ filters: { ...filters }, sort: read('sort'), columns: read('columns') })),
    showColumns: (columns) => write({ columns }, true),
    local: options.local ?? false,
    sort,
    sortBy: (value) => {
      trail.value = [];
      write({ sort: value, ...firstPage });
    },
    paging: options.paging,
    page,
    size,
    hasNext: computed(() =>
      options.paging === 'page' ? (page.value + 1) * size < (total.value ?? 0) : next.value !== '',
    ),
    hasPrevious: computed(() => (options.paging === 'page' ? page.value > 0 : after.value !== '')),
    toPage: (value) => write({ page: value > 0 ? String(value) : '' }),
    toNext: () => {
      if (options.paging === 'page') return write({ page: String(page.value + 1) });
      trail.value = [...trail.value, after.value];
      write({ after: next.value });
    },
    // Opened by a link in the middle there is no trail behind: back is then the first page.
    toPrevious: () => {
      if (options.paging === 'page') return write({ page: page.value > 1 ? String(page.value - 1) : '' });
      const before = trail.value.at(-1) ?? '';
      trail.value = trail.value.slice(0, -1);
      write({ after: before });
    },
    selected,
    asked,
  };
}

function one(value: unknown): string {
  return Array.isArray(value) ? String(value[0] ?? '') : String(value ?? '');
}
