/** `pending`: asked of WeChat Work, which has not answered yet. */
export type Tag = { id: number; name: string; pending: boolean; customers: number };
/** `corp`: also in WeChat Work. */
export type TagGroup = { id: number; name: string; corp: boolean; pending: boolean; tags: Tag[] };

/** One name a line, empty lines left out. */
export function readNames(text: string): string[] {
  return text.split(/[\n,，、]/).map((name) => name.trim()).filter(Boolean);
}
