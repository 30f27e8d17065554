import type { Narrowed, Schema } from '@/lib/schema';

export type Trigger = { type: 'code'; codeIds: number[] } | { type: 'segment'; segmentId: number } | { type: 'live'; sessionIds: number[] };
export type Step =
  | { type: 'wait'; id: string; minutes: number; at?: string; next: string }
  | { type: 'task'; id: string; content: string; reason: string; marketing: boolean; next: string }
  | { type: 'tag'; id: string; add: number[]; remove: number[]; next: string }
  | { type: 'coupon'; id: string; templateId: number; next: string }
  | { type: 'end'; id: string };
export type PlanState = Schema<'PlanPlanDetail'>['state'];
export type Plan = Narrowed<Schema<'PlanPlanDetail'>, { trigger: Trigger; steps: Step[] }>;
type Effect = Narrowed<Schema<'EnrolmentViewsDone'>, { step: Step }>;
export type Enrolment = Narrowed<Schema<'EnrolmentViewsEnrolmentRow'>, { state: 'ACTIVE' | 'COMPLETED' | 'EXITED'; effects: Effect[] }>;
export type Moment = Narrowed<Schema<'PlanMomentRow'>, { step: Step }>;

/** A step as it is edited: the order in the list is the order in time, so nobody draws arrows by hand. */
export type StepForm = {
  type: 'wait' | 'task' | 'tag' | 'coupon';
  amount: number;
  unit: 'minutes' | 'hours' | 'days';
  at: string | null;
  content: string;
  reason: string;
  marketing: boolean;
  add: number[];
  remove: number[];
  templateId: number | null;
};
export type PlanForm = { name: string; by: Trigger['type']; codeIds: number[]; segmentId: number | null; sessionIds: number[]; steps: StepForm[] };

export const TONES: Record<PlanState, 'good' | 'look' | 'quiet'> = { DRAFT: 'quiet', RUNNING: 'good', PAUSED: 'look', ARCHIVED: 'quiet' };
const MINUTES = { minutes: 1, hours: 60, days: 1440 } as const;

export function blankStep(type: StepForm['type']): StepForm {
  return { type, amount: 1, unit: 'days', at: null, content: '', reason: '', marketing: false, add: [], remove: [], templateId: null };
}

/** In the order in which they follow each other, from the first on. */
export function inOrder(steps: Step[]): Step[] {
  const byId = new Map(steps.map((step) => [step.id, step]));
  const ordered: Step[] = [];
  for (let step = steps[0]; step && !ordered.includes(step); step = step.type === 'end' ? undefined : byId.get(step.next)) ordered.push(step);
  return ordered;
}

export function toForm(step: Step): StepForm | undefined {
  switch (step.type) {
    case 'wait': {
      const unit = step.minutes > 0 && step.minutes % 1440 === 0 ? 'days' : step.minutes > 0 && step.minutes % 60 === 0 ? 'hours' : 'minutes';
      return { ...blankStep('wait'), amount: step.minutes / MINUTES[unit], unit, at: step.at?.slice(0, 5) ?? null };
    }
    case 'task':
      return { ...blankStep('task'), content: step.content, reason: step.reason, marketing: step.marketing };
    case 'tag':
      return { ...blankStep('tag'), add: step.add, remove: step.remove };
    case 'coupon':
      return { ...blankStep('coupon'), templateId: step.templateId };
    case 'end':
      return undefined;
  }
}

export function toSteps(forms: StepForm[]): Step[] {
  const id = (index: number) => (index < forms.length ? `s${index + 1}` : 'end');
  return [
    ...forms.map((form, index): Step => {
      const place = { id: id(index), next: id(index + 1) };
      switch (form.type) {
        case 'wait':
          return { type: 'wait', ...place, minutes: form.amount * MINUTES[form.unit], at: form.at ?? undefined };
        case 'task':
          return { type: 'task', ...place, content: form.content, reason: form.reason, marketing: form.marketing };
        case 'tag':
          return { type: 'tag', ...place, add: form.add, remove: form.remove };
        case 'coupon':
          return { type: 'coupon', ...place, templateId: form.templateId ?? 0 };
      }
    }),
    { type: 'end', id: 'end' },
  ];
}
