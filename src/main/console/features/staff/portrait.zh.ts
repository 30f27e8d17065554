export default {
  title: '{name}的照片',
  about: '印在海报上给客户看，请用本人同意的清晰正面照。企业微信不提供员工头像，所以在这里上传。',
  picture: '照片',
  kept: '照片已保存',
  removed: '照片已移除',
};
