package io.siyu.gateway.wecom;

import java.util.List;

/**
 * An employee in the corporation's directory.
 *
 * @param active false when disabled, not yet activated or gone: such a member cannot be put into a contact way
 */
public record Member(String userId, String name, List<Long> departmentIds, boolean active) {

    public Member {
        departmentIds = List.copyOf(departmentIds);
    }
}
