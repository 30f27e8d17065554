import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'callbacks', component: () => import('./CallbacksListPage.vue'), meta: { title: '企业微信回调', permission: 'callback.read' } },
    { path: 'callbacks/:id(\\d+)', component: () => import('./CallbackPage.vue'), meta: { title: '企业微信回调', permission: 'callback.read' } },
  ],
  menu: [{ group: 'settings', title: '企业微信回调', to: '/callbacks', order: 80, permission: 'callback.read' }],
});
