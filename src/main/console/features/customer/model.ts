/** A line of the customers' list. */
export type CustomerRow = {
  id: number;
  name: string;
  phone?: string | null;
  ownerName?: string;
  storeName?: string;
  addedAt?: string;
};
