import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'store-codes', component: () => import('./StoreCodesListPage.vue'), meta: { title: '门店码', permission: 'channel.read' } },
    { path: 'store-codes/new', component: () => import('./StoreCodeEditorPage.vue'), meta: { title: '创建门店码', permission: 'channel.write' } },
    { path: 'store-codes/:id(\\d+)', component: () => import('./StoreCodePage.vue'), meta: { title: '门店码', permission: 'channel.read' } },
    { path: 'store-codes/:id(\\d+)/edit', component: () => import('./StoreCodeEditorPage.vue'), meta: { title: '编辑门店码', permission: 'channel.write' } },
  ],
  menu: [{ group: 'traffic', title: '门店码', to: '/store-codes', order: 15, permission: 'channel.read' }],
});
