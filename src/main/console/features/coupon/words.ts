import { sayMoney } from '@/lib/money';
import { useText } from '@/lib/text';
import type { Terms } from './model';
import zh from './zh-CN';

/** What a coupon takes off and from what, in words. */
export function useTerms(): { takesOff(terms: Terms): string; of(terms: Terms): string } {
  const t = useText(zh);
  return {
    takesOff: (terms) =>
      (terms.kind === 'AMOUNT' ? t('say.amount', { amount: sayMoney(terms.amountFen) }) : t('say.percent', { fold: (100 - terms.percentOff) / 10 })) +
      (terms.kind === 'PERCENT' && terms.capFen ? t('say.cap', { amount: sayMoney(terms.capFen) }) : ''),
    of: (terms) => {
      const threshold = terms.thresholdFen > 0 ? t('say.threshold', { amount: sayMoney(terms.thresholdFen) }) : t('say.noThreshold');
      const scope =
        terms.scope === 'ALL'
          ? t('say.all')
          : terms.scope === 'PRODUCT'
            ? t('say.products', { n: terms.productIds.length })
            : t('say.categories', { names: terms.categories.join('、') });
      return `${threshold} · ${scope}`;
    },
  };
}
