import { useQuery } from '@tanstack/vue-query';
import { findSegments, findStaff, findStores, findTags } from '@/lib/resources';

/** The name of what a condition holds by number. */
export type Names = (kind: string, id: number) => string;

const finders = { tag: findTags, stores: findStores, staff: findStaff, segment: findSegments };

export function useNames(): Names {
  const asked = Object.fromEntries(
    Object.entries(finders).map(([kind, find]) => [kind, useQuery({ queryKey: ['names', kind], queryFn: () => find('', 500), staleTime: 60_000 })]),
  );
  return (kind, id) => asked[kind]?.data.value?.find((one) => one.id === id)?.name ?? `#${id}`;
}
