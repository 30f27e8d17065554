import type { Component } from 'vue';
import type { RouteRecordRaw } from 'vue-router';

/** What people do; the rail in this order. */
export const groups = ['today', 'traffic', 'customers', 'care', 'marketing', 'mall', 'insight', 'settings'] as const;
export type Group = (typeof groups)[number];

export type MenuEntry = {
  group: Group;
  title: string;
  to: string;
  /** Other addresses whose pages belong to this entry. */
  covers?: string[];
  /** Place inside the group, small first. */
  order?: number;
  /** Hidden from who lacks it. */
  permission?: string;
};

export type Found = { title: string; about?: string; to: string };

/** What the search bar finds in this feature; asked when the person has the permission. */
export type SearchSource = { title: string; permission?: string; find(words: string): Promise<Found[]> };

/** A step of the getting-started path on the home page, shown while `done` answers false. */
export type Feature = { routes: RouteRecordRaw[]; menu?: MenuEntry[]; search?: SearchSource[]; icon?: Component };

/** The one thing `features/<module>/routes.ts` exports as default: its pages, its menu entries, what search finds. */
export function feature(definition: Feature): Feature {
  return definition;
}

const modules = import.meta.glob<{ default: Feature }>('../features/*/routes.ts', { eager: true });
export const features: readonly Feature[] = Object.values(modules).map((module) => module.default);

declare module 'vue-router' {
  interface RouteMeta {
    /** The page's title, in the browser's tab too. */
    title?: string;
    permission?: string;
    /** Shown without the shell and without being signed in. */
    open?: boolean;
  }
}
