import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'touches', component: () => import('./TouchesListPage.vue'), meta: { title: '导购任务', permission: 'outreach.read' } },
    { path: 'touches/policy', component: () => import('./PolicyPage.vue'), meta: { title: '触达规则', permission: 'outreach.write' } },
  ],
  menu: [{ group: 'care', title: '导购任务', to: '/touches', order: 20, permission: 'outreach.read' }],
});
