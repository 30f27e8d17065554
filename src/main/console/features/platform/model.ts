import type { Schema } from '@/lib/schema';

/** One credential of a platform: whether it is there and where it comes from, never its value. */
export type Setting = Schema<'PlatformsSetting'>;

export const platforms = [
  {
    key: 'wecom',
    names: ['siyu.wecom.corp-id', 'siyu.wecom.agent-id', 'siyu.wecom.secret', 'siyu.wecom.callback-token', 'siyu.wecom.callback-aes-key'],
  },
  { key: 'mini', names: ['siyu.wechat.mini.app-id', 'siyu.wechat.mini.secret'] },
  { key: 'official', names: ['siyu.wechat.official.app-id', 'siyu.wechat.official.secret', 'siyu.wechat.official.domains'] },
  {
    key: 'pay',
    names: [
      'siyu.wechatpay.app-id',
      'siyu.wechatpay.mch-id',
      'siyu.wechatpay.merchant-serial',
      'siyu.wechatpay.merchant-private-key',
      'siyu.wechatpay.platform-public-key',
      'siyu.wechatpay.platform-public-key-id',
      'siyu.wechatpay.api-v3-key',
    ],
  },
] as const;

export type SettingName = (typeof platforms)[number]['names'][number];
