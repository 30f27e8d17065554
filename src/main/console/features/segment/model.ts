import type { Schema } from '@/lib/schema';
import type { RuleJson } from './ruleJson';

/** `BUILDING`: some people were not yet held against the present rule. */
export type SegmentRow = {
  id: number;
  name: string;
  about: string;
  state: 'BUILDING' | 'LIVE' | 'ARCHIVED';
  members: number;
  rule: RuleJson;
  createdBy: string;
  updatedAt: string;
  builtAt?: string | null;
};

export type DaySize = Schema<'SegmentPeopleDaySize'>;

export type Member = Schema<'SegmentMemberMemberLine'>;

export type Flip = Schema<'SegmentPeoplePassage'>;

/** The rule as a tree of answers: groups have parts, conditions have their rule and what the person has. */
export type Part = {
  kind: string;
  holds: boolean;
  rule?: RuleJson | null;
  found?: { figure?: number; tags?: string[] } | null;
  parts: Part[];
};
export type Reasons = { member: boolean; since?: string | null; why: Part };

export type Evidence = { rule: RuleJson; holds: boolean; found?: Part['found'] };

/** Every condition as it counts: inside a "not" it is shown negated, so that what holds speaks for the person being in. */
export function evidenceOf(part: Part, negated = false): Evidence[] {
  if (part.rule) return [{ rule: negated ? { not: part.rule } : part.rule, holds: part.holds !== negated, found: part.found }];
  return part.parts.flatMap((one) => evidenceOf(one, part.kind === 'not' ? !negated : negated));
}
