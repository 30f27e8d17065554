/** One column of a list. Give a slot `cell-<key>` for anything the kinds do not say. */
export type Column<Row> = {
  key: string;
  label: string;
  kind?: 'text' | 'money' | 'count' | 'time';
  /** Where the cell leads; the first column should lead to the row's page. */
  to?: (row: Row) => string;
  /** What is shown; without it, the row's property of the column's key. */
  value?: (row: Row) => unknown;
  width?: string;
  /** The server's name for sorting by this column. */
  sort?: string;
  /** Not shown until chosen under "columns". */
  optional?: boolean;
};

export type Filter = {
  key: string;
  label: string;
  /** The choices, or where they come from. */
  options: Choice[] | (() => Promise<Choice[]>);
};
export type Choice = { value: string; label: string };

/** A tab above a list: the filters it sets. */
export type View = { label: string; filters: Record<string, string> };

export function valueOf<Row>(column: Column<Row>, row: Row): unknown {
  return column.value ? column.value(row) : (row as Record<string, unknown>)[column.key];
}
