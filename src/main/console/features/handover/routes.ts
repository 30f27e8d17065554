import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'handovers', component: () => import('./HandoversListPage.vue'), meta: { title: '客户继承', permission: 'handover.read' } },
    { path: 'handovers/new', component: () => import('./HandoverNewPage.vue'), meta: { title: '发起继承', permission: 'handover.write' } },
    { path: 'handovers/:id(\\d+)', component: () => import('./HandoverPage.vue'), meta: { title: '客户继承', permission: 'handover.read' } },
  ],
  menu: [{ group: 'customers', title: '客户继承', to: '/handovers', order: 40, permission: 'handover.read' }],
});
