/** Something that is printed: what it is called on pages, and the words for what becomes of it. */
export type Print = { id: number; what: string; copies?: number; printedAt: string; byName?: string };

export default {
  picture: '二维码',
  download: '下载二维码',
  pictureAbout: '换了去向，印出去的码不用换。',
  edit: '编辑',
  archive: '归档',
  archiveAbout: '归档后扫码的人会看到备用的活码或提示，随时可以恢复。',
  archived: '已归档',
  restore: '恢复',
  restored: '已恢复',
  prints: '印刷登记',
  printsAbout: '登记过印刷的码不能归档，只能停用或改去向。',
  noPrints: '还没有登记过印刷',
  record: '登记印刷',
  what: '印在哪里',
  whatPlaceholder: '例如：门店立牌',
  whatMissing: '写清印在哪里',
  copies: '数量',
  copiesOf: '{n} 份',
  at: '日期',
  recorded: '已登记',
};
