/** The words of modes, visits and what a code leads to. */
export default {
  mode: {
    section: '引流方式',
    about: '印出去的二维码通向哪里。随时可以换；换之前印的码一直有效。',
    label: '引流方式',
    kinds: { LANDING: '落地页', DIRECT: '直接加好友', ACQUISITION_LINK: '获客链接' },
    hints: {
      LANDING: '先打开我们的页面，扫码时选定导购：上限一个不超，每个新增都知道是哪次扫码。',
      DIRECT: '企业微信的「联系我」二维码本身，少一步，我们的服务器停了也能加。接待人按排班、在岗和上限变动时才改写，上限和老客锁定只能尽力。',
      ACQUISITION_LINK: '扫码时选定导购，再跳到他的获客链接，不用长按识别。按新增消耗企业的获客助手额度；额度用完自动回到落地页。',
    },
  },
  direct: {
    title: '企业微信二维码',
    about: '接待人在班次交替、上下岗、每次新增和零点时重算，名单变了才告诉企业微信。改写要几秒，其间的扫码仍会分给刚满额或刚下岗的导购，可能超出几位；谁来接待由企业微信随机决定，老客再扫不一定回到自己的导购。',
    old: '这个码现在用别的方式；印出去的企业微信二维码仍然有效，接待人照常更新。',
    making: '正在向企业微信申请二维码',
    members: '现在在码后面',
    standingIn: '没有可接待的导购，由备用导购或上一次的接待人顶着',
    toldAt: '上次改写',
    rewrites: '改写次数',
    nobody: '没有可接待的导购，也没有设备用导购：企业微信不允许空码，保持上一次的接待人',
    unreadable: '企业微信给的二维码图片认不出来，十分钟后再试',
    failed: '没有办成',
  },
  visits: {
    title: '扫码来源',
    days: '最近 30 天',
    none: '还没有人扫过',
    noSources: '没有带投放参数的扫码。在活码地址后加 ?utm_source=… 就能分开看各个投放位。',
    source: '来源 / 媒介 / 活动',
    scans: '扫码',
    adds: '新增',
    unnamed: '其他参数',
    clients: { WECHAT: '微信', WECOM: '企业微信', ALIPAY: '支付宝', BROWSER: '浏览器', ROBOT: '机器人', UNKNOWN: '未知' },
  },
};
