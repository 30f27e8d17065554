import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'account', component: () => import('./AccountPage.vue'), meta: { title: '我的账号' } },
    { path: 'staff', component: () => import('./StaffListPage.vue'), meta: { title: '员工', permission: 'staff.read' } },
    { path: 'stores', component: () => import('./StoresListPage.vue'), meta: { title: '门店', permission: 'staff.read' } },
    { path: 'users', component: () => import('./UsersListPage.vue'), meta: { title: '控制台账号', permission: 'user.read' } },
    { path: 'roles', component: () => import('./RolesListPage.vue'), meta: { title: '角色', permission: 'user.read' } },
    { path: 'roles/new', component: () => import('./RoleEditorPage.vue'), meta: { title: '创建角色', permission: 'user.write' } },
    { path: 'roles/:id(\\d+)', component: () => import('./RoleEditorPage.vue'), meta: { title: '角色', permission: 'user.read' } },
  ],
  menu: [
    { group: 'settings', title: '员工', to: '/staff', order: 10, permission: 'staff.read' },
    { group: 'settings', title: '门店', to: '/stores', order: 20, permission: 'staff.read' },
    { group: 'settings', title: '控制台账号', to: '/users', order: 30, permission: 'user.read' },
    { group: 'settings', title: '角色', to: '/roles', order: 40, permission: 'user.read' },
  ],
});
