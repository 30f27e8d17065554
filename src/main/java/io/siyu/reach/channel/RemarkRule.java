package io.siyu.reach.channel;

/**
 * What is noted at WeChat Work about somebody who became a friend by a code. Both texts may hold {客户昵称}, {导购姓名}, {门店},
 * {活码名称} and {日期}.
 *
 * @param pattern of the remark, the name under which the guide sees them; empty: none
 * @param description empty: none
 * @param overwrite also what the guide has written by hand
 */
public record RemarkRule(String pattern, String description, boolean overwrite) {

    public static final RemarkRule NONE = new RemarkRule("", "", false);

    public RemarkRule {
        pattern = pattern == null ? "" : pattern.strip();
        description = description == null ? "" : description.strip();
    }

    public boolean silent() {
        return pattern.isEmpty() && description.isEmpty();
    }

    /** The same with another remark. */
    public RemarkRule saying(String other) {
        return new RemarkRule(other, description, overwrite);
    }
}
