import type { RuleGroup, RuleLeaf, RuleNode } from '@/components/rule';

/** A rule as the server speaks it. */
export type RuleJson =
  | { all: RuleJson[] }
  | { any: RuleJson[] }
  | { not: RuleJson }
  | { tag: { in: number[] } }
  | { count: Window }
  | { amount: Window }
  | { owner: { stores?: number[]; staff?: number[] } }
  | { segment: number }
  | { consent: string }
  | { bucket: { from: number; to: number } };

export type Window = { type: string; days: number; op: string; value: number };

/** From the builder's tree. A negated condition is said by its operator (`not`), a negated group by its mode. */
export function toJson(node: RuleNode): RuleJson {
  if ('rules' in node) {
    const rules = node.rules.map(toJson);
    if (node.mode === 'all') return { all: rules };
    return node.mode === 'any' ? { any: rules } : { not: { any: rules } };
  }
  const plain = leafJson(node);
  return node.operator === 'not' ? { not: plain } : plain;
}

function leafJson(leaf: RuleLeaf): RuleJson {
  const [kind = '', type = ''] = leaf.field.split(':');
  const window = () => ({ type, op: leaf.operator, ...(leaf.value as { days: number; value: number }) });
  switch (kind) {
    case 'tag':
      return { tag: { in: leaf.value as number[] } };
    case 'count':
      return { count: window() };
    case 'amount':
      return { amount: window() };
    case 'stores':
      return { owner: { stores: leaf.value as number[] } };
    case 'staff':
      return { owner: { staff: leaf.value as number[] } };
    case 'segment':
      return { segment: leaf.value as number };
    case 'consent':
      return { consent: type };
    default:
      return { bucket: leaf.value as { from: number; to: number } };
  }
}

/** To the builder's tree; the top is always a group. */
export function fromJson(json: RuleJson): RuleGroup {
  const node = nodeOf(json);
  return 'rules' in node ? node : { mode: 'all', rules: [node] };
}

function nodeOf(json: RuleJson): RuleNode {
  if ('all' in json) return { mode: 'all', rules: json.all.map(nodeOf) };
  if ('any' in json) return { mode: 'any', rules: json.any.map(nodeOf) };
  if ('not' in json) return negated(nodeOf(json.not));
  if ('tag' in json) return { field: 'tag', operator: 'in', value: json.tag.in };
  if ('count' in json) return windowLeaf('count', json.count);
  if ('amount' in json) return windowLeaf('amount', json.amount);
  if ('segment' in json) return { field: 'segment', operator: 'in', value: json.segment };
  if ('consent' in json) return { field: `consent:${json.consent}`, operator: 'in', value: null };
  if ('bucket' in json) return { field: 'bucket', operator: 'in', value: json.bucket };
  const stores = json.owner.stores ?? [];
  const staff = json.owner.staff ?? [];
  const leaves: RuleLeaf[] = [
    { field: 'stores', operator: 'in', value: stores },
    { field: 'staff', operator: 'in', value: staff },
  ];
  if (staff.length === 0) return leaves[0]!;
  return stores.length === 0 ? leaves[1]! : { mode: 'any', rules: leaves };
}

function windowLeaf(kind: string, { type, days, op, value }: Window): RuleLeaf {
  return { field: `${kind}:${type}`, operator: op, value: { days, value } };
}

function negated(node: RuleNode): RuleNode {
  if ('rules' in node) return node.mode === 'any' ? { mode: 'none', rules: node.rules } : { mode: 'none', rules: [node] };
  return node.operator === 'in' ? { ...node, operator: 'not' } : { mode: 'none', rules: [node] };
}

/** Whether every condition says something; an unfinished rule is neither counted nor saved. */
export function isWhole(node: RuleNode): boolean {
  if ('rules' in node) return node.rules.length > 0 && node.rules.every(isWhole);
  if (node.field === 'segment') return Number(node.value) > 0;
  return !Array.isArray(node.value) || node.value.length > 0;
}
