import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'group-codes', component: () => import('./GroupCodesListPage.vue'), meta: { title: '群活码', permission: 'channel.read' } },
    { path: 'group-codes/new', component: () => import('./GroupCodeEditorPage.vue'), meta: { title: '创建群活码', permission: 'channel.write' } },
    { path: 'group-codes/:id(\\d+)', component: () => import('./GroupCodePage.vue'), meta: { title: '群活码', permission: 'channel.read' } },
    { path: 'group-codes/:id(\\d+)/edit', component: () => import('./GroupCodeEditorPage.vue'), meta: { title: '编辑群活码', permission: 'channel.write' } },
  ],
  menu: [{ group: 'traffic', title: '群活码', to: '/group-codes', order: 14, permission: 'channel.read' }],
});
