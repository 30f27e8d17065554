import { onUnmounted, ref, watch, type Ref } from 'vue';

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
    const answer = await asked.catch(() => undefined);
    if (mine === round && answer !== undefined) data.value = answer;
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
