import { computed, ref, watch, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { api } from './api';
import { useForm, type Faults, type Form } from './useForm';
import { useOne, type One } from './useOne';
import { useProblem } from './useProblem';

export type Editor<T, F> = {
  /** Empty while the thing is being made. */
  id: ComputedRef<string>;
  one: One<T>;
  form: Form<F>;
  /** What every editor hands to its `EditorPage`: `<EditorPage v-bind="editor.page.value" …>`. */
  page: ComputedRef<{ form: Form<F>; fresh: boolean; loading: boolean; problem: Error | null; onRetry: () => void; onSaved: () => void }>;
};

/**
 * One thing made or changed on a page of its own: `/codes/new` posts it, `/codes/7/edit` puts it, both go on to `/codes/7`.
 * `read` turns what the server knows into the form, `body` the form into what is sent.
 */
export function useEditor<T extends { id: number }, F extends object>(options: {
  /** Where it is read and sent: `/api/admin/codes`. */
  api: string;
  /** Where its page is: `/codes`. */
  pages: string;
  blank(): F;
  read(thing: T): F;
  body(form: F, thing: T | undefined): object;
  check?(form: F): Faults;
  created(form: F): string;
  saved: string;
}): Editor<T, F> {
  const route = useRoute();
  const router = useRouter();
  const { done } = useProblem();
  const id = computed(() => String(route.params.id ?? ''));
  const path = computed(() => (id.value ? `${options.api}/${id.value}` : ''));
  const one = useOne<T>(() => path.value);
  const savedId = ref<number>();

  const form = useForm<F>({
    blank: options.blank,
    check: options.check,
    save: async (wanted, key) => {
      const body = options.body(wanted, one.data.value);
      const saved = path.value ? await api.put<T | undefined>(path.value, body) : await api.post<T>(options.api, body, { key });
      savedId.value = saved?.id;
    },
    guard: true,
  });

  watch(
    () => one.data.value,
    (thing) => {
      if (thing && !form.dirty.value) form.reset(options.read(thing));
    },
    { immediate: true },
  );

  async function goOn(): Promise<void> {
    done(id.value ? options.saved : options.created(form.form.value));
    if (id.value) await one.refresh();
    await router.push(`${options.pages}/${id.value || savedId.value}`);
  }

  return {
    id,
    one,
    form,
    page: computed(() => ({
      form,
      fresh: !id.value,
      loading: one.loading.value,
      problem: one.problem.value,
      onRetry: () => void one.refresh(),
      onSaved: () => void goOn(),
    })),
  };
}
