package io.siyu.gateway.wecom;

import java.util.List;

/** @param order larger sorts first */
public record CorpTagGroup(String groupId, String name, long order, List<CorpTag> tags) {

    public CorpTagGroup {
        tags = List.copyOf(tags);
    }
}
