import { createI18n, useI18n } from 'vue-i18n';
import app from '../app/zh-CN';

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': app },
  // Menu titles are their own keys, so that a second language only adds a table.
  missingWarn: false,
  fallbackWarn: false,
});

type Words = { [key: string]: string | Words };
type Paths<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Paths<T[K]>}` }[keyof T & string];

/**
 * The words of one feature: `const t = useText(zh)` with its `zh-CN.ts`. Keys are checked by the compiler, and the words load with
 * the feature's pages only.
 */
export function useText<W extends Words>(words: W): (key: Paths<W>, values?: Record<string, unknown>) => string {
  const { t, mergeLocaleMessage } = useI18n({ useScope: 'local', inheritLocale: true, messages: { 'zh-CN': words } });
  // A component has one local scope: a second call in it adds its words to those of the first.
  mergeLocaleMessage('zh-CN', words);
  return (key, values) => t(key as never, values ?? {});
}

/** The words of the shell and the kit. */
export function useAppText(): (key: Paths<typeof app>, values?: Record<string, unknown>) => string {
  return (key, values) => i18n.global.t(key as never, values ?? {});
}
