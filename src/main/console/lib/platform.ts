/** What WeChat Work's refusals mean for whoever has to do something about them. */
const codes: Record<string, string> = {
  '40001': '应用的 Secret 不对，请在平台接入里更正',
  '40003': '这个员工账号在企业微信里不存在',
  '40013': '企业 ID 不对，请在平台接入里更正',
  '40014': '访问凭证失效',
  '40058': '请求的参数不合规',
  '40068': '标签在企业微信里已经不存在',
  '40071': '企业微信里已有同名标签',
  '40096': '企业微信不认识这个外部联系人',
  '40098': '成员还没有实名认证',
  '41040': '联系我二维码超过了 100 个成员',
  '41044': '联系我二维码在企业微信里已经不存在',
  '41045': '联系我二维码的数量用完了',
  '41050': '欢迎码已过期或已经用过',
  '41051': '已经开始聊天，或欢迎语已经发过',
  '41054': '成员还没有激活企业微信，请本人登录一次',
  '41063': '消息还在派发',
  '41096': '另一个应用正在发送欢迎语',
  '42001': '访问凭证过期',
  '43012': '应用没有调用这个接口的权限',
  '45009': '接口调用太频繁，企业微信暂停了一段时间',
  '45033': '同时调用的太多',
  '48002': '应用没有开通这个接口',
  '60011': '成员不在应用的可见范围内',
  '60020': '服务器的 IP 不在企业可信 IP 里',
  '60111': '这个员工账号在企业微信里不存在',
  '84061': '两人现在不是好友',
  '84074': '成员没有客户联系权限',
};
const kinds: Record<string, string> = {
  BUSY: '企业微信繁忙',
  LIMITED: '企业微信限制了调用频率',
  REFUSED: '企业微信拒绝了',
  UNKNOWN: '企业微信没有答复，不能确认是否生效',
  MISCONFIGURED: '与企业微信的对接配置不对',
};

const ours: Record<string, string> = {
  GUIDE_UNKNOWN: '通讯录里没有这位导购',
  INTERRUPTED: '处理它的进程一再中断，查明原因后可以重放',
};

/** A stored failure in words: kind and code of a refusal, or the name of an error of ours, whose text is in the log. */
export function sayFailure(stored: string): string {
  const [, kind, code] = /^(BUSY|LIMITED|REFUSED|UNKNOWN|MISCONFIGURED) (-?\d+)$/.exec(stored) ?? [];
  if (!kind) return ours[stored] ?? '系统处理时出错，详情在系统日志里';
  const words = codes[code ?? ''] ?? kinds[kind] ?? '';
  return Number(code) > 0 ? `${words}（错误码 ${code}）` : words;
}
