import { feature } from '@/app/feature';

export default feature({
  routes: [{ path: 'audit', component: () => import('./AuditListPage.vue'), meta: { title: '操作记录', permission: 'audit.read' } }],
  menu: [{ group: 'settings', title: '操作记录', to: '/audit', order: 70, permission: 'audit.read' }],
});
