import { feature } from '@/app/feature';

export default feature({
  routes: [{ path: 'platforms', component: () => import('./PlatformsPage.vue'), meta: { title: '平台接入', permission: 'platform.write' } }],
  menu: [{ group: 'settings', title: '平台接入', to: '/platforms', order: 60, permission: 'platform.write' }],
});
