import { ref } from 'vue';
import { findCodes, findCouponTemplates, findLiveSessions, findSegments, findTags } from '@/lib/resources';
import { useText } from '@/lib/text';
import type { Step, Trigger } from './model';
import zh from './zh-CN';

/** Steps and triggers in words; names of tags, coupons, codes and segments are asked for once. */
export function useSteps() {
  const t = useText(zh);
  const names = ref({ tags: new Map<number, string>(), coupons: new Map<number, string>(), codes: new Map<number, string>(), segments: new Map<number, string>(), lives: new Map<number, string>() });
  const learn = async (kind: keyof typeof names.value, find: (words: string) => Promise<{ id: number; name: string }[]>) => {
    const found = await find('').catch(() => []);
    names.value = { ...names.value, [kind]: new Map(found.map((one) => [one.id, one.name])) };
  };
  void learn('tags', findTags);
  void learn('coupons', findCouponTemplates);
  void learn('codes', findCodes);
  void learn('segments', findSegments);
  void learn('lives', findLiveSessions);
  const named = (kind: keyof typeof names.value, ids: number[]) => ids.map((id) => names.value[kind].get(id) ?? `#${id}`).join('、');

  function duration(minutes: number): string {
    if (minutes > 0 && minutes % 1440 === 0) return t('steps.days', { n: minutes / 1440 });
    if (minutes > 0 && minutes % 60 === 0) return t('steps.hours', { n: minutes / 60 });
    return t('steps.minutes', { n: minutes });
  }

  function about(step: Step): string {
    switch (step.type) {
      case 'wait':
        return duration(step.minutes) + (step.at ? t('steps.until', { at: step.at.slice(0, 5) }) : '');
      case 'task':
        return step.content;
      case 'tag':
        return [
          step.add.length ? t('steps.add', { names: named('tags', step.add) }) : '',
          step.remove.length ? t('steps.remove', { names: named('tags', step.remove) }) : '',
        ]
          .filter(Boolean)
          .join('，');
      case 'coupon':
        return named('coupons', [step.templateId]);
      case 'end':
        return '';
    }
  }

  function trigger(of: Trigger): string {
    switch (of.type) {
      case 'code':
        return `${t('trigger.code')} · ${of.codeIds.length > 2 ? t('trigger.codes', { n: of.codeIds.length }) : named('codes', of.codeIds)}`;
      case 'segment':
        return `${t('trigger.segment')} · ${named('segments', [of.segmentId])}`;
      case 'live':
        return `${t('trigger.live')} · ${of.sessionIds.length ? (of.sessionIds.length > 2 ? t('trigger.lives', { n: of.sessionIds.length }) : named('lives', of.sessionIds)) : t('trigger.everyLive')}`;
    }
  }

  return { title: (step: Step) => t(`steps.${step.type}`), about, trigger, duration };
}
