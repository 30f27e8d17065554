import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'reconciliations', component: () => import('./ReconciliationsPage.vue'), meta: { title: '好友与群核对', permission: 'callback.read' } },
    { path: 'reconciliations/:id(\\d+)', component: () => import('./ReconciliationPage.vue'), meta: { title: '好友与群核对', permission: 'callback.read' } },
    { path: 'gateway', component: () => import('./UsagePage.vue'), meta: { title: '接口用量', permission: 'callback.read' } },
    { path: 'golive', component: () => import('./GoLivePage.vue'), meta: { title: '上线体检', permission: 'callback.read' } },
  ],
  menu: [
    { group: 'settings', title: '上线体检', to: '/golive', order: 61, permission: 'callback.read' },
    { group: 'settings', title: '好友与群核对', to: '/reconciliations', order: 81, permission: 'callback.read' },
    { group: 'settings', title: '接口用量', to: '/gateway', order: 82, permission: 'callback.read' },
  ],
});
