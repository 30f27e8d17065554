import { feature } from '@/app/feature';

export default feature({
  routes: [{ path: 'jobs', component: () => import('./JobsListPage.vue'), meta: { title: '后台任务', permission: 'job.read' } }],
  menu: [{ group: 'settings', title: '后台任务', to: '/jobs', order: 70, permission: 'job.read' }],
});
