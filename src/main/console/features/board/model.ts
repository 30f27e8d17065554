export type Day = {
  day: string;
  scans: number;
  adds: number;
  deletions: number;
  orders: number;
  paidFen: number;
  refundedFen: number;
};

export type Board = {
  asOf: string;
  pool: number;
  today: Day;
  yesterday: Day;
  days: Day[];
  todos: { kind: string; count: number }[];
  steps: { key: string; done: boolean }[];
};
