/** The rights a role can hold, by what they are about; in the order of the server's own list. */
export const permissionGroups = [
  { key: 'board', rights: ['board.read'] },
  { key: 'channel', rights: ['channel.read', 'channel.write'] },
  { key: 'customer', rights: ['customer.read', 'customer.write', 'customer.phone', 'customer.privacy'] },
  { key: 'lead', rights: ['lead.read', 'lead.write', 'lead.assign'] },
  { key: 'handover', rights: ['handover.read', 'handover.write'] },
  { key: 'tag', rights: ['tag.read', 'tag.write'] },
  { key: 'segment', rights: ['segment.read', 'segment.write'] },
  { key: 'sop', rights: ['sop.read', 'sop.write'] },
  { key: 'outreach', rights: ['outreach.read', 'outreach.write'] },
  { key: 'coupon', rights: ['coupon.read', 'coupon.write', 'coupon.issue'] },
  { key: 'points', rights: ['points.read', 'points.adjust'] },
  { key: 'catalog', rights: ['catalog.read', 'catalog.write', 'catalog.stock'] },
  { key: 'order', rights: ['order.read', 'order.ship', 'order.refund'] },
  { key: 'staff', rights: ['staff.read', 'staff.write'] },
  { key: 'user', rights: ['user.read', 'user.write', 'platform.write'] },
  {
    key: 'system',
    rights: ['callback.read', 'callback.replay', 'job.read', 'job.all', 'transfer.export', 'transfer.import', 'alert.read', 'alert.write', 'audit.read', 'integrity.read', 'system.read', 'view.share'],
  },
] as const;

export type Right = (typeof permissionGroups)[number]['rights'][number];
export const permissionCount = permissionGroups.reduce((sum, group) => sum + group.rights.length, 0);
