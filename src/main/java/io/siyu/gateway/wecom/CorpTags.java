package io.siyu.gateway.wecom;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The corporation's tag library and the tags on friendships. */
@Component
public class CorpTags {

    public List<CorpTagGroup> all() {
        throw new UnsupportedOperationException();
    }

    /** Adds tags to a group, making the group when there is none of that id or name.
     *
     * @return the group with the tags that were added */
    public CorpTagGroup add(@Nullable String groupId, String groupName, List<String> names) {
        throw new UnsupportedOperationException();
    }

    /** @param id of a tag or a group */
    public void rename(String id, String name) {
        throw new UnsupportedOperationException();
    }

    /** Done also for those gone already. */
    public void delete(List<String> tagIds, List<String> groupIds) {
        throw new UnsupportedOperationException();
    }

    /** Puts tags on one friendship and takes others off; with nothing to do it does not call. */
    public void mark(String userId, String externalUserId, List<String> add, List<String> remove) {
        throw new UnsupportedOperationException();
    }
}
