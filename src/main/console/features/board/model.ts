export type Day = {
  day: string;
  scans: number;
  adds: number;
  deletions: number;
  orders: number;
  paidFen: number;
  refundedFen: number;
};

export type Alert = { id: number; nature: 'TODO' | 'FAULT'; title: string; about: string; link?: string | null; since: string };

export type Board = {
  asOf: string;
  pool: number;
  today: Day;
  yesterday: Day;
  days: Day[];
  todos: { kind: string; count: number }[];
  steps: { key: string; done: boolean }[];
};
