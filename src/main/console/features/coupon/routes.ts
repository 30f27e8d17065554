import { feature } from '@/app/feature';

export default feature({
  routes: [
    { path: 'coupons', component: () => import('./CouponsListPage.vue'), meta: { title: '优惠券', permission: 'coupon.read' } },
    { path: 'coupons/new', component: () => import('./CouponEditorPage.vue'), meta: { title: '创建优惠券', permission: 'coupon.write' } },
    { path: 'coupons/:id(\\d+)', component: () => import('./CouponPage.vue'), meta: { title: '优惠券', permission: 'coupon.read' } },
    { path: 'coupons/:id(\\d+)/edit', component: () => import('./CouponEditorPage.vue'), meta: { title: '编辑优惠券', permission: 'coupon.write' } },
  ],
  menu: [{ group: 'marketing', title: '优惠券', to: '/coupons', order: 10, permission: 'coupon.read' }],
});
