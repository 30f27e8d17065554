import { user } from '@/app/session';
import { sayMoney } from '@/lib/money';
import type { useText } from '@/lib/text';
import type { OrderEvent, Refund } from './model';
import type zh from './zh-CN';

type Told = { id: number; at: string; title: string; about?: string; tone: 'good' | 'look' | 'harm' | 'quiet' };
const STEPS = ['PLACE', 'PAY', 'BEGIN_CLOSING', 'CLOSE', 'SHIP', 'RECEIVE', 'COMPLETE', 'BEGIN_REFUND', 'REFUND', 'SURPLUS_PAYMENT', 'SURPLUS_RETURNED'] as const;
type Known = (typeof STEPS)[number];
const isKnown = (step: string): step is Known => (STEPS as readonly string[]).includes(step);

type Say = ReturnType<typeof useText<typeof zh>>;

/** What the server writes down for itself, as people say it. Takes the caller's words: a component may ask for them only once. */
export function storyIn(t: Say): {
  tell(events: OrderEvent[]): Told[];
  reason(refund: Refund): string;
  fault(refund: Refund): string;
} {
  const ours: Record<string, string> = {
    'not paid in time': t('story.notPaid'),
    cancelled: t('story.cancelled'),
    'late or duplicate payment': t('story.late'),
  };

  function title(event: OrderEvent): string {
    if (!isKnown(event.step)) return t('story.other');
    const fen = Number(/^(\d+) fen$/.exec(event.note ?? '')?.[1]);
    return t(`story.${event.step}`, { amount: Number.isFinite(fen) ? sayMoney(fen) : '' });
  }

  function who(event: OrderEvent): string {
    const [kind, id] = event.actor.split(':');
    if (kind === 'shopper') return t('story.shopper');
    if (kind === 'operator') return Number(id) === user.value?.id ? user.value.name : t('story.operator', { id });
    return ['PAY', 'REFUND', 'SURPLUS_PAYMENT', 'SURPLUS_RETURNED'].includes(event.step) ? t('story.channel') : t('story.system');
  }

  function note(event: OrderEvent): string {
    if (!event.note || event.step.startsWith('SURPLUS')) return '';
    return ours[event.note] ?? event.note;
  }

  function tone(event: OrderEvent): Told['tone'] {
    if (['PAY', 'RECEIVE', 'COMPLETE'].includes(event.step)) return 'good';
    return /REFUND|SURPLUS/.test(event.step) ? 'look' : 'quiet';
  }

  return {
    tell: (events) =>
      events
        .map((event, index) => ({
          id: index,
          at: event.at,
          title: title(event),
          about: [who(event), note(event)].filter(Boolean).join(' · '),
          tone: tone(event),
        }))
        .reverse(),
    reason: (refund) => (refund.surplus ? t('money.surplus') : (ours[refund.reason] ?? refund.reason)),
    fault: (refund) => {
      if (refund.state === 'ABNORMAL') return t('money.abnormal');
      if (!refund.error || refund.state !== 'REQUESTED') return '';
      return /\p{Script=Han}/u.test(refund.error) ? t('money.retryWhy', { why: refund.error }) : t('money.retry');
    },
  };
}
