import type { Mode } from './mode';
import { plainRules, readRules, type Rules } from './rules';
import { noRemark, noWelcome, sentPlan, type Afterlife, type Remark, type WelcomePlan } from './welcome';

/** What an operator decides of a code, and of a template for all its codes. */
export type Guide = { staffId: number | null; weight: number; backup: boolean; cap: number | null; shifts: string[] };
export type Settings = {
  guides: Guide[];
  dailyCap: number | null;
  tagIds: number[];
  campaigns: string[];
  welcomeText: string;
  welcome: WelcomePlan;
  remark: Remark;
  skipVerify: boolean;
  fallbackText: string;
  rules: Rules;
  afterlife: Afterlife;
  mode: Mode;
};

export const newGuide = (backup = false): Guide => ({ staffId: null, weight: 1, backup, cap: null, shifts: [] });

export const blankSettings = (): Settings => ({
  guides: [],
  dailyCap: null,
  tagIds: [],
  campaigns: [],
  welcomeText: '',
  welcome: noWelcome(),
  remark: noRemark(),
  skipVerify: true,
  fallbackText: '',
  rules: plainRules(),
  afterlife: { expiresAt: null, codeId: null, staffId: null, pictureUrl: null },
  mode: 'LANDING',
});

/** As the server tells it of a code or a template: what is empty is absent. */
type Told = Omit<Settings, 'guides' | 'dailyCap' | 'fallbackText'> & { dailyCap?: number | null; fallbackText?: string };

/** Of a code its guides have a name of their own for who they are; a template keeps them as a pool. */
export function readSettings(told: Told, guides: (Omit<Guide, 'cap' | 'shifts'> & { cap?: number | null; shifts?: string[] })[]): Settings {
  return {
    guides: guides.map(({ staffId, weight, backup, cap, shifts }) => ({ staffId, weight, backup, cap: cap ?? null, shifts: shifts ?? [] })),
    dailyCap: told.dailyCap ?? null,
    tagIds: told.tagIds,
    campaigns: told.campaigns,
    welcomeText: told.welcomeText,
    welcome: told.welcome,
    remark: told.remark,
    skipVerify: told.skipVerify,
    fallbackText: told.fallbackText ?? '',
    rules: readRules(told.rules),
    afterlife: told.afterlife,
    mode: told.mode,
  };
}

/** The server knows no empty texts, only absent ones. */
export const sentSettings = (wanted: Settings): object => ({
  ...wanted,
  welcome: sentPlan(wanted.welcome),
  fallbackText: wanted.fallbackText || undefined,
  dailyCap: wanted.dailyCap ?? undefined,
});
