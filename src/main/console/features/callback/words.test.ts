import { describe, expect, it } from 'vitest';
import { sayFailure } from '@/lib/platform';
import { replayable, type CallbackRow } from './model';
import { sayEvent, sayStepState, sayWelcome } from './words';

const row = (event: string, changeType: string) => ({ event, changeType }) as CallbackRow;

describe('a callback in words', () => {
  it('says a change by its event, and what is not known without jargon', () => {
    expect(sayEvent(row('change_external_tag', 'create'))).toBe('新增标签');
    expect(sayEvent(row('change_external_chat', 'create'))).toBe('新建客户群');
    expect(sayEvent(row('change_external_contact', 'del_follow_user'))).toBe('客户删除员工');
    expect(sayEvent(row('change_external_contact', 'something_new'))).toBe('客户变更');
    expect(sayEvent(row('batch_job_result', 'x'))).toBe('其他事件');
  });

  it('promises a retry only where there will be one', () => {
    expect(sayStepState('failed', 'waiting')).toBe('没有成功，会重试');
    expect(sayStepState('failed', 'dead')).toBe('没有成功，不再自动重试');
    expect(sayStepState('done', 'dead')).toBe('完成');
  });

  it('tells a delivered welcome from one that was not', () => {
    expect(sayWelcome('done', 'SENT')).toBe('已送达');
    expect(sayWelcome('done', 'NOT_SENT')).toBe('没有送达');
    expect(sayWelcome('done', 'UNKNOWN')).toBe('不能确认是否送达');
    expect(sayWelcome('done')).toBe('已处理');
    expect(sayWelcome('due')).toBe('等待发送');
  });

  it('offers to do again only what failed', () => {
    expect(replayable({ state: 'dead' })).toBe(true);
    expect(replayable({ state: 'waiting', error: 'BUSY -1' })).toBe(true);
    expect(replayable({ state: 'waiting' })).toBe(false);
    expect(replayable({ state: 'ignored' })).toBe(false);
    expect(replayable({ state: 'done' })).toBe(false);
  });
});

describe('a failure in words', () => {
  it('says what a refusal means and keeps the text of errors for the log', () => {
    expect(sayFailure('REFUSED 41054')).toBe('成员还没有激活企业微信，请本人登录一次（错误码 41054）');
    expect(sayFailure('REFUSED 99999')).toBe('企业微信拒绝了（错误码 99999）');
    expect(sayFailure('UNKNOWN 0')).toBe('企业微信没有答复，不能确认是否生效');
    expect(sayFailure('INTERRUPTED')).toBe('处理它的进程一再中断，查明原因后可以重放');
    expect(sayFailure('org.postgresql.util.PSQLException: ERROR: duplicate key')).toBe('系统处理时出错，详情在系统日志里');
  });
});
