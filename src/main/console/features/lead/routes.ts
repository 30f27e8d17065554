import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'leads', component: () => import('./LeadsListPage.vue'), meta: { title: '线索', permission: 'lead.read' } },
    { path: 'leads/:id(\\d+)', component: () => import('./LeadPage.vue'), meta: { title: '线索', permission: 'lead.read' } },
    { path: 'lead-batches', component: () => import('./BatchesListPage.vue'), meta: { title: '线索批次', permission: 'lead.read' } },
    { path: 'lead-batches/:id(\\d+)', component: () => import('./BatchPage.vue'), meta: { title: '线索批次', permission: 'lead.read' } },
  ],
  menu: [{ group: 'traffic', title: '线索', to: '/leads', covers: ['/lead-batches'], order: 60, permission: 'lead.read' }],
});
