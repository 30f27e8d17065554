import type { Reason } from '@/components/Why.vue';
import type { Decision } from './model';

type Say = (key: 'ledger.turn' | 'ledger.others' | 'ledger.more', values?: Record<string, unknown>) => string;
const NAMED = 12;

/** Why this guide, with who would have been next and who could not. */
export function explain(decision: Decision, t: Say): Reason {
  const to = decision.rotation.length;
  return {
    sentence: decision.why,
    evidence: [
      ...(decision.owner ? [{ label: decision.owner, value: '' }] : []),
      ...decision.rotation.map((guide) => ({ label: guide.staffName, value: t('ledger.turn', { weight: guide.weight, turns: guide.turns }) })),
      ...(decision.fitting > to && to ? [{ label: t('ledger.others', { n: decision.fitting - to }), value: '' }] : []),
      ...decision.passedOver.map((group) => ({
        label: group.why,
        value: group.names.length > NAMED ? `${group.names.slice(0, NAMED).join('、')} ${t('ledger.more', { n: group.names.length })}` : group.names.join('、'),
        tone: 'look' as const,
      })),
    ],
  };
}
