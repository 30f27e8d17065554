import { feature } from '@/app/feature';

export default feature({
  routes: [{ path: '', component: () => import('./HomePage.vue'), meta: { title: '今日' } }],
  menu: [{ group: 'today', title: '今日', to: '/', order: 1 }],
});
