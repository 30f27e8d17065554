import { computed, inject, onBeforeUnmount, onMounted, provide, reactive, ref, watch, type ComputedRef, type InjectionKey, type Ref } from 'vue';
import { onBeforeRouteLeave } from 'vue-router';
import { newKey, Problem } from './api';
import { useAppText } from './text';
import { useProblem } from './useProblem';

export type Faults = Record<string, string>;
const faultsKey: InjectionKey<{ of(name: string): string | undefined; mend(name: string): void; fields: Set<string> }> = Symbol('faults');

export type Form<T> = {
  form: Ref<T>;
  dirty: ComputedRef<boolean>;
  saving: Ref<boolean>;
  /** Faults by field, ours and the server's. */
  faults: Ref<Faults>;
  /** What the server refused without naming a field. */
  refusal: Ref<string>;
  /** Takes what the server says as the state to compare with. */
  reset(value: T): void;
  discard(): void;
  save(): Promise<boolean>;
};

/**
 * The state behind an editor or a dialog: `save` receives the form and one Idempotency-Key that stays the same until it succeeds or the
 * form changes. `check` answers faults by field before anything is sent. Fields show them by name (`<Field name="dailyCap">`).
 */
export function useForm<T extends object>(options: {
  blank: () => T;
  save(form: T, key: string): Promise<unknown>;
  check?(form: T): Faults;
  /** Warns before leaving with changes; for pages, not for dialogs. */
  guard?: boolean;
}): Form<T> {
  const t = useAppText();
  const { tell } = useProblem();
  const form = ref(options.blank()) as Ref<T>;
  const base = ref(JSON.stringify(form.value));
  const faults = ref<Faults>({});
  const refusal = ref('');
  const saving = ref(false);
  const dirty = computed(() => JSON.stringify(form.value) !== base.value);
  const fields = reactive(new Set<string>());
  let intent = { body: '', key: '' };

  provide(faultsKey, {
    fields,
    of: (name) => faults.value[name] ?? under(faults.value, name, fields),
    mend: (name) => {
      if (faults.value[name]) faults.value = Object.fromEntries(Object.entries(faults.value).filter(([key]) => key !== name));
    },
  });

  // A fault of ours goes when what it found is mended, by whatever control; the server's goes at its field.
  let ours: Faults = {};
  watch(
    form,
    (now) => {
      const open = Object.keys(ours).filter((name) => faults.value[name] === ours[name]);
      if (open.length === 0) return;
      const still = options.check?.(now) ?? {};
      faults.value = Object.fromEntries(Object.entries(faults.value).filter(([name]) => !open.includes(name) || still[name]));
    },
    { deep: true },
  );

  function reset(value: T) {
    form.value = JSON.parse(JSON.stringify(value)) as T;
    base.value = JSON.stringify(form.value);
    faults.value = {};
    refusal.value = '';
  }

  async function save(): Promise<boolean> {
    if (saving.value) return false;
    refusal.value = '';
    faults.value = Object.fromEntries(Object.entries(options.check?.(form.value) ?? {}).filter(([, words]) => words));
    ours = faults.value;
    if (Object.keys(ours).length > 0) {
      showFirst();
      return false;
    }
    const body = JSON.stringify(form.value);
    if (intent.body !== body) intent = { body, key: newKey() };
    saving.value = true;
    try {
      await options.save(form.value, intent.key);
      intent = { body: '', key: '' };
      base.value = JSON.stringify(form.value);
      return true;
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        tell(problem);
        throw problem;
      }
      faults.value = { ...problem.fields };
      refusal.value = problem.detail;
      showFirst();
      return false;
    } finally {
      saving.value = false;
    }
  }

  if (options.guard) {
    const onUnload = (event: BeforeUnloadEvent) => dirty.value && event.preventDefault();
    onMounted(() => window.addEventListener('beforeunload', onUnload));
    onBeforeUnmount(() => window.removeEventListener('beforeunload', onUnload));
    onBeforeRouteLeave(() => saving.value || !dirty.value || window.confirm(t('kit.leave')));
  }

  return {
    form,
    dirty,
    saving,
    faults,
    refusal,
    reset,
    discard: () => reset(JSON.parse(base.value) as T),
    save,
  };
}

export function useFault(name: () => string | undefined) {
  const faults = inject(faultsKey, null);
  if (faults) {
    watch(
      name,
      (is, was) => {
        if (was) faults.fields.delete(was);
        if (is) faults.fields.add(is);
      },
      { immediate: true },
    );
    onBeforeUnmount(() => faults.fields.delete(name() ?? ''));
  }
  return {
    fault: computed(() => (name() ? faults?.of(name()!) : undefined)),
    mend: () => name() && faults?.mend(name()!),
  };
}

/** A fault the server told for `guides[0].weight` is shown at the field `guides` when none has the exact name. */
function under(faults: Faults, name: string, fields: ReadonlySet<string>): string | undefined {
  return Object.entries(faults).find(([key]) => (key.startsWith(`${name}[`) || key.startsWith(`${name}.`)) && !fields.has(key))?.[1];
}

function showFirst() {
  requestAnimationFrame(() => document.querySelector('[data-fault]')?.scrollIntoView({ block: 'center', behavior: 'smooth' }));
}
