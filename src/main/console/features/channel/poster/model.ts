/** The JSON of /api/admin/posters. Everything is in millimetres from the upper left corner, letters in points. */
export type Frame = { x: number; y: number; w: number; h: number };
export type Align = 'LEFT' | 'CENTER' | 'RIGHT';
export type TextElement = { type: 'text'; frame: Frame; text: string; sizePt: number; bold: boolean; color: string; align: Align };
export type CodeElement = { type: 'code'; frame: Frame; logo?: string | null };
export type PictureElement = { type: 'picture'; frame: Frame; path: string };
export type PortraitElement = { type: 'portrait'; frame: Frame; color: string };
export type BoxElement = { type: 'box'; frame: Frame; fill: string; radiusMm: number };
export type Element = TextElement | CodeElement | PictureElement | PortraitElement | BoxElement;
export type Layout = { widthMm: number; heightMm: number; background: string; elements: Element[] };
export type Poster = { id: number; name: string; layout: Layout; createdAt: string; archivedAt?: string };
export type PosterRow = { id: number; name: string; widthMm: number; heightMm: number; createdAt: string; archivedAt?: string };
export type PosterForm = { name: string; layout: Layout };

export const sizes = [
  { key: 'stand', w: 100, h: 150 },
  { key: 'a4', w: 210, h: 297 },
  { key: 'a5', w: 148, h: 210 },
  { key: 'card', w: 90, h: 54 },
  { key: 'sticker', w: 60, h: 60 },
] as const;

export const fields = ['门店', '门店编号', '区域', '导购', '活码名称'] as const;

/** Rounded to half a millimetre: nobody prints finer, and things come to lie in line. */
export const half = (value: number) => Math.round(value * 2) / 2;

/** The frame kept inside of the poster, at least so large. */
export function inside(frame: Frame, width: number, height: number, least = 2): Frame {
  const w = Math.min(Math.max(half(frame.w), least), width);
  const h = Math.min(Math.max(half(frame.h), least), height);
  return { w, h, x: Math.min(Math.max(half(frame.x), 0), width - w), y: Math.min(Math.max(half(frame.y), 0), height - h) };
}

export const leastOf = (element: Element) => (element.type === 'code' ? 15 : 2);

/** The same poster on another sheet: everything grows or shrinks with it. */
export function resized(layout: Layout, width: number, height: number): Layout {
  const sx = width / layout.widthMm;
  const sy = height / layout.heightMm;
  const s = Math.min(sx, sy);
  return {
    ...layout,
    widthMm: width,
    heightMm: height,
    elements: layout.elements.map((element) => {
      const square = element.type === 'code' || element.type === 'portrait';
      const { x, y, w, h } = element.frame;
      const side = Math.min(w, h) * s;
      const frame = square
        ? { x: (x + w / 2) * sx - side / 2, y: (y + h / 2) * sy - side / 2, w: side, h: side }
        : { x: x * sx, y: y * sy, w: w * sx, h: h * sy };
      const placed = { ...element, frame: inside(frame, width, height, leastOf(element)) };
      return placed.type === 'text' ? { ...placed, sizePt: Math.max(4, Math.round(placed.sizePt * s)) } : placed;
    }),
  };
}

/** What a new poster begins with. */
export function beginning(words: { title: string; about: string; scan: string }): Layout {
  return {
    widthMm: 100,
    heightMm: 150,
    background: '#ffffff',
    elements: [
      { type: 'box', frame: { x: 0, y: 0, w: 100, h: 46 }, fill: '#0b6b4f', radiusMm: 0 },
      { type: 'text', frame: { x: 8, y: 11, w: 84, h: 14 }, text: words.title, sizePt: 28, bold: true, color: '#ffffff', align: 'CENTER' },
      { type: 'text', frame: { x: 8, y: 28, w: 84, h: 8 }, text: words.about, sizePt: 13, bold: false, color: '#d5efe5', align: 'CENTER' },
      { type: 'code', frame: { x: 22, y: 54, w: 56, h: 56 } },
      { type: 'text', frame: { x: 8, y: 113, w: 84, h: 7 }, text: words.scan, sizePt: 11, bold: false, color: '#555555', align: 'CENTER' },
      { type: 'portrait', frame: { x: 10, y: 128, w: 16, h: 16 }, color: '#0b6b4f' },
      { type: 'text', frame: { x: 30, y: 128, w: 60, h: 9 }, text: '{导购}', sizePt: 17, bold: true, color: '#1f2421', align: 'LEFT' },
      { type: 'text', frame: { x: 30, y: 137, w: 60, h: 6 }, text: '{门店}', sizePt: 11, bold: false, color: '#595959', align: 'LEFT' },
    ],
  };
}
