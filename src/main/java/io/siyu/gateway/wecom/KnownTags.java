package io.siyu.gateway.wecom;

import java.util.Map;
import java.util.Set;

/** What we believe of the tags on friendships, to be compared with what WeChat Work says. */
public interface KnownTags {

    /**
     * Those of this employee's friends on whom WeChat Work has other tags than we last heard, and nobody is on the way to look.
     *
     * @param listed the tag ids by external userid
     */
    Set<String> differing(String userId, Map<String, Set<String>> listed);
}
