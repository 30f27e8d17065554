import { features, groups, type Found, type MenuEntry } from './feature';

/** A thing the palette offers without asking the server: a page, or something to begin. `match` is what typing finds it by. */
export type Command = Found & { match: string };
type May = (permission?: string) => boolean;
type Words = (title: string) => string;

/** Every page of the rail in its order, found by its title, its group and its address: whoever types "orders" means /orders. */
export function pages(may: May, words: Words, group: (name: MenuEntry['group']) => string): Command[] {
  return features
    .flatMap((feature) => feature.menu ?? [])
    .filter((entry) => may(entry.permission))
    .sort((a, b) => groups.indexOf(a.group) - groups.indexOf(b.group) || (a.order ?? 50) - (b.order ?? 50))
    .map((entry) => ({ title: words(entry.title), about: group(entry.group), to: entry.to, match: `${words(entry.title)} ${group(entry.group)} ${entry.to}` }));
}

/** What can be begun: each page that makes something new. */
export function beginnings(may: May, words: Words): Command[] {
  return features
    .flatMap((feature) => feature.routes)
    .filter((route) => route.path.endsWith('/new') && may(route.meta?.permission))
    .map((route) => ({ title: words(route.meta?.title ?? ''), to: `/${route.path}`, match: `${words(route.meta?.title ?? '')} /${route.path}` }));
}

export function matching(commands: Command[], typed: string): Found[] {
  const wanted = typed.trim().toLowerCase();
  return commands.filter((command) => command.match.toLowerCase().includes(wanted)).map(({ title, about, to }) => ({ title, about, to }));
}

const KEPT = 6;

/** With what was gone to just now in front, each place once. */
export function withRecent(before: Found[], gone: Found): Found[] {
  return [gone, ...before.filter((one) => one.to !== gone.to)].slice(0, KEPT);
}

/** What was gone to in this tab. It may name customers, so it ends with the tab and with the session. */
export const recent = {
  read(): Found[] {
    try {
      return JSON.parse(sessionStorage.getItem('recent') ?? '[]') as Found[];
    } catch {
      return [];
    }
  },
  add(gone: Found) {
    const { title, about, to } = gone;
    sessionStorage.setItem('recent', JSON.stringify(withRecent(recent.read(), { title, about, to })));
  },
  forget() {
    sessionStorage.removeItem('recent');
  },
};
