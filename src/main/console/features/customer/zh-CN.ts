export default {
  list: {
    title: '客户',
    about: '一个人一个编号，不论来自哪里。',
    search: '昵称、手机号后四位',
    name: '客户',
    phone: '手机',
    owner: '归属导购',
    store: '归属门店',
    addedAt: '加入时间',
    all: '全部',
    empty: '还没有客户',
    emptyAbout: '顾客扫一个渠道活码、加上导购为好友，就会出现在这里。',
    emptyAction: '创建活码',
  },
};
