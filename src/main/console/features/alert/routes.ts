import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'alerts', component: () => import('./AlertsListPage.vue'), meta: { title: '提醒', permission: 'alert.read' } },
    { path: 'alerts/settings', component: () => import('./AlertSettingsPage.vue'), meta: { title: '提醒设置', permission: 'alert.read' } },
  ],
  menu: [{ group: 'settings', title: '提醒', to: '/alerts', order: 60, permission: 'alert.read' }],
});
