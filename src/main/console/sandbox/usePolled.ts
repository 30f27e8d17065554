import { onUnmounted, ref, watch, type Ref } from 'vue';
import { Problem } from '@/lib/api';

/** Whether the last question to the server went unanswered. */
export const lost = ref(false);

/** Asks again and again while the page is looked at: a phone has no refresh button. A failed round keeps what was there. */
export function usePolled<T>(ask: () => Promise<T> | null, blank: T, everyMs = 1500): { data: Ref<T>; refresh: () => Promise<void> } {
  const data = ref(blank) as Ref<T>;
  let round = 0;
  async function refresh(): Promise<void> {
    const mine = ++round;
    const asked = ask();
    if (!asked) {
      data.value = blank;
      return;
    }
    try {
      const answer = await asked;
      if (mine === round) data.value = answer;
      lost.value = false;
    } catch (problem) {
      lost.value = !(problem instanceof Problem && problem.status > 0 && problem.status < 500);
      if (!(problem instanceof Problem)) throw problem;
    }
  }
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') void refresh();
  }, everyMs);
  onUnmounted(() => clearInterval(timer));
  void refresh();
  return { data, refresh };
}

/** The same, begun anew whenever what it depends on changes. */
export function usePolledOn<T>(source: () => unknown, ask: () => Promise<T> | null, blank: T, everyMs = 1500) {
  const polled = usePolled(ask, blank, everyMs);
  watch(source, () => {
    polled.data.value = blank;
    void polled.refresh();
  });
  return polled;
}
