import { ElMessage } from 'element-plus';
import 'element-plus/es/components/message/style/css';
import { Problem } from './api';

/** Says what went wrong or right at the edge of the screen, for deeds that have no field to say it at. */
export function useProblem(): { tell(problem: unknown): void; done(words: string): void } {
  return {
    tell: (problem) => {
      ElMessage({ type: 'error', message: say(problem), duration: 6000, showClose: true });
    },
    done: (words) => {
      ElMessage({ type: 'success', message: words, duration: 2400 });
    },
  };
}

export function say(problem: unknown): string {
  return problem instanceof Problem ? problem.detail : '页面出了点问题，请刷新后重试。';
}
