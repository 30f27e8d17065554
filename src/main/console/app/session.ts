import { computed, ref } from 'vue';
import { api, hasToken, onSignedOut, Problem } from '@/lib/api';
import type { Schema } from '@/lib/schema';
import { forgetViews } from '@/lib/views';

/** Who is signed in and what they may do. */
export type User = Schema<'SessionUser'>;

export const user = ref<User | null>(null);
export const signedIn = computed(() => user.value !== null);
let asked: Promise<void> | null = null;

/** Asks the server once who this is; later calls share the answer. */
export function knowSession(): Promise<void> {
  asked ??= askSession();
  return asked;
}

async function askSession(): Promise<void> {
  try {
    const session = await api.get<{ user: User }>('/api/admin/session');
    user.value = session.user;
  } catch (problem) {
    user.value = null;
    if (!(problem instanceof Problem && problem.status === 401)) asked = null;
    if (problem instanceof Problem && problem.status !== 401 && problem.status !== 403) throw problem;
  }
}

export async function signIn(username: string, password: string): Promise<void> {
  // Any answer brings the token that a POST must carry; whoever comes straight to the sign-in page has none yet.
  if (!hasToken()) await askSession();
  await api.post('/api/admin/session', { username, password });
  asked = null;
  await knowSession();
}

/** Asks anew, after something about oneself changed. */
export function refreshSession(): Promise<void> {
  asked = null;
  return knowSession();
}

export async function signOut(): Promise<void> {
  await api.delete('/api/admin/session');
  forgetSession();
}

export function forgetSession(): void {
  user.value = null;
  forgetViews();
  sessionStorage.removeItem('recent');
  asked = Promise.resolve();
}

/** Whether the signed-in person holds the permission; without an argument, everybody does. */
export function can(permission?: string): boolean {
  if (permission === undefined) return true;
  const held = user.value?.permissions ?? [];
  return held.includes(permission) || held.includes('*');
}

export function whenSignedOut(then: () => void): void {
  onSignedOut(() => {
    forgetSession();
    then();
  });
}

