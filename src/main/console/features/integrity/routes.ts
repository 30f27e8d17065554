import { feature } from '@/app/feature';

export default feature({
  routes: [{ path: 'integrity', component: () => import('./IntegrityPage.vue'), meta: { title: '数据完整性', permission: 'integrity.read' } }],
  menu: [{ group: 'settings', title: '数据完整性', to: '/integrity', order: 75, permission: 'integrity.read' }],
});
