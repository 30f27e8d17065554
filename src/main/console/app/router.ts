import { createRouter, createWebHistory } from 'vue-router';
import { features } from './feature';
import { defaultAt, knowViews, queryOf } from '@/lib/views';
import { can, knowSession, signedIn, user, whenSignedOut } from './session';

export const router = createRouter({
  history: createWebHistory('/console/'),
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? undefined : { top: 0 }),
  routes: [
    { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { open: true, title: '登录' } },
    {
      path: '/',
      component: () => import('./Shell.vue'),
      children: [
        ...features.flatMap((feature) => feature.routes),
        { path: 'no-permission', name: 'no-permission', component: () => import('./NoPermissionPage.vue'), meta: { title: '没有权限' } },
        { path: ':missing(.*)*', component: () => import('./MissingPage.vue'), meta: { title: '没有这个页面' } },
      ],
    },
  ],
});

router.beforeEach(async (to) => {
  if (to.meta.open) return true;
  try {
    await knowSession();
  } catch {
    // The page itself will say that the server cannot be reached; signing in would not help.
    return { path: '/sign-in', query: { back: to.fullPath, unreachable: '1' } };
  }
  if (!signedIn.value) return { path: '/sign-in', query: to.path === '/' ? {} : { back: to.fullPath } };
  // Whoever has a password that somebody else knows can do nothing else before it is changed.
  if (user.value?.passwordDue && to.path !== '/account') return { path: '/account', query: { back: to.fullPath } };
  const lacking = to.matched.find((record) => !can(record.meta.permission));
  if (lacking) return { name: 'no-permission', query: { page: lacking.meta.title } };
  await knowViews();
  const view = Object.keys(to.query).length === 0 ? defaultAt(to.path) : undefined;
  return view ? { path: to.path, hash: to.hash, query: queryOf(view) } : true;
});

router.afterEach((to) => {
  document.title = to.meta.title ? `${to.meta.title} · Siyu` : 'Siyu';
});

whenSignedOut(() => {
  const here = router.currentRoute.value;
  if (!here.meta.open) void router.replace({ path: '/sign-in', query: { back: here.fullPath } });
});
