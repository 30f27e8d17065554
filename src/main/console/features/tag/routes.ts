import { feature } from '@/app/feature';

export default feature({
  routes: [{ path: 'tags', component: () => import('./TagsPage.vue'), meta: { title: '标签', permission: 'tag.read' } }],
  menu: [{ group: 'customers', title: '标签', to: '/tags', order: 20, permission: 'tag.read' }],
});
