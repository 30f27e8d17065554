import { useQuery, useQueryClient } from '@tanstack/vue-query';
import { computed, ref, watch } from 'vue';
import { api, type Slice } from './api';
import type { Schema } from './schema';

export type JobState = Job['state'];

/** A piece of background work, as /api/admin/jobs tells it. */
export type Job = Schema<'JobViewsRow'>;

export const isOpen = (job: Job) => job.state === 'QUEUED' || job.state === 'RUNNING';

const OFTEN = 1500;
const SELDOM = 30_000;
const followed = ref(new Map<number, (job: Job) => void>());

/** Calls back once when the job that was just started has ended; its progress shows in the top bar meanwhile. */
export function followJob(id: number, ended: (job: Job) => void): void {
  followed.value = new Map(followed.value).set(id, ended);
}

/** One's own latest jobs; asked often only while one of them is at work. For the top bar. */
export function useMyJobs(enabled: () => boolean) {
  const queries = useQueryClient();
  const found = useQuery({
    queryKey: ['jobs', 'mine'],
    queryFn: () => api.get<Slice<Job>>('/api/admin/jobs', { query: { mine: true, size: 8 } }),
    enabled: computed(enabled),
    retry: false,
    refetchInterval: (query) => (followed.value.size > 0 || query.state.data?.items.some(isOpen) ? OFTEN : SELDOM),
  });
  const jobs = computed(() => found.data.value?.items ?? []);
  watch(followed, () => void queries.invalidateQueries({ queryKey: ['jobs', 'mine'] }));
  watch(jobs, (now) => {
    for (const job of now) {
      const ended = followed.value.get(job.id);
      if (!ended || isOpen(job)) continue;
      const rest = new Map(followed.value);
      rest.delete(job.id);
      followed.value = rest;
      ended(job);
    }
  });
  return jobs;
}

/** Fetches a file as the browser does it: streamed to the disk, with the session's cookie. */
export function fetchFile(path: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
