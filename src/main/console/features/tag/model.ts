import type { Schema } from '@/lib/schema';

/** `pending`: asked of WeChat Work, which has not answered yet. */
export type Tag = Schema<'TagGroupTagLine'>;
/** `corp`: also in WeChat Work. */
export type TagGroup = Schema<'TagGroupGroupLine'>;

/** One name a line, empty lines left out. */
export function readNames(text: string): string[] {
  return text.split(/[\n,，、]/).map((name) => name.trim()).filter(Boolean);
}
