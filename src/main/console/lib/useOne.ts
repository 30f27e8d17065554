import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, type ComputedRef, type Ref } from 'vue';
import { api, type Query } from './api';
import { serverNow } from './time';

export type One<T> = {
  data: Ref<T | undefined>;
  loading: ComputedRef<boolean>;
  problem: Ref<Error | null>;
  /** When the server answered, for an as-of. */
  asOf: ComputedRef<string | undefined>;
  refresh(): Promise<unknown>;
};

/** One thing of the server: `useOne<Code>(() => `/api/admin/channel/codes/${id}`)`. An empty path asks nothing; it is asked again after `every` milliseconds, or never. */
export function useOne<T>(path: () => string, options: { query?: () => Query; every?: number | ((data: T | undefined) => number | false) } = {}): One<T> {
  const queries = useQueryClient();
  const key = computed(() => ['one', path(), options.query?.() ?? {}]);
  const { every } = options;
  const found = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.get<T>(path(), { query: options.query?.(), signal }),
    enabled: computed(() => path() !== ''),
    refetchInterval: typeof every === 'function' ? (asked) => every(asked.state.data) : every,
  });
  return {
    data: found.data as Ref<T | undefined>,
    loading: computed(() => found.isPending.value && path() !== ''),
    problem: found.error,
    asOf: computed(() => (found.dataUpdatedAt.value > 0 ? serverNow().toISOString() : undefined)),
    refresh: () => queries.invalidateQueries({ queryKey: ['one', path()] }),
  };
}
