import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'sops', component: () => import('./PlansListPage.vue'), meta: { title: 'SOP', permission: 'sop.read' } },
    { path: 'sops/new', component: () => import('./PlanEditorPage.vue'), meta: { title: '创建 SOP', permission: 'sop.write' } },
    { path: 'sops/:id(\\d+)', component: () => import('./PlanPage.vue'), meta: { title: 'SOP', permission: 'sop.read' } },
    { path: 'sops/:id(\\d+)/edit', component: () => import('./PlanEditorPage.vue'), meta: { title: '编辑 SOP', permission: 'sop.write' } },
  ],
  menu: [{ group: 'care', title: 'SOP', to: '/sops', order: 10, permission: 'sop.read' }],
});
