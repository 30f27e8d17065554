import type { Component } from 'vue';

/**
 * A rule as the builder edits it: a tree of groups with conditions as leaves. The feature that owns a rule translates it to and from what
 * its endpoint speaks. `none` means: no rule inside holds.
 */
export type RuleGroup = { mode: 'all' | 'any' | 'none'; rules: RuleNode[] };
export type RuleLeaf = { field: string; operator: string; value: unknown };
export type RuleNode = RuleGroup | RuleLeaf;

export type RuleField = {
  key: string;
  label: string;
  /** Under which heading the field is offered. */
  section: string;
  operators: { value: string; label: string }[];
  /** How its value is given. `custom`: the component takes v-model, `label` and the whole `leaf`. */
  kind: 'number' | 'money' | 'text' | 'choice' | 'choices' | 'none' | 'custom';
  options?: { value: string | number; label: string }[];
  editor?: Component;
  unit?: string;
  /** The value a new condition starts with. */
  blank: unknown;
};

export function isGroup(node: RuleNode): node is RuleGroup {
  return 'rules' in node;
}

export function newLeaf(field: RuleField): RuleLeaf {
  return { field: field.key, operator: field.operators[0]?.value ?? '', value: structuredClone(field.blank) };
}

/** How many conditions hang in the tree. */
export function countLeaves(node: RuleNode): number {
  return isGroup(node) ? node.rules.reduce((sum, one) => sum + countLeaves(one), 0) : 1;
}

/** The rule in words: `下单次数 ≥ 2 且（标签 含任一 高客单）`. `say` names a leaf's value. */
export function sayRule(node: RuleNode, fields: RuleField[], say: (leaf: RuleLeaf, field: RuleField) => string, top = true): string {
  if (!isGroup(node)) {
    const field = fields.find((one) => one.key === node.field);
    if (!field) return node.field;
    const operator = field.operators.find((one) => one.value === node.operator)?.label ?? '';
    return [field.label, operator, say(node, field)].filter(Boolean).join(' ');
  }
  const words = node.rules.map((one) => sayRule(one, fields, say, false)).join(node.mode === 'all' ? ' 且 ' : ' 或 ');
  if (node.mode === 'none') return `不满足（${words}）`;
  return top || node.rules.length < 2 ? words : `（${words}）`;
}
