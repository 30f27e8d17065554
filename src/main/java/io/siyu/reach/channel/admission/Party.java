package io.siyu.reach.channel.admission;

import io.siyu.reach.channel.code.LiveCode;
import io.siyu.shared.StaffId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Visitors of one code who are taken in together, and the guides who might take them. */
record Party(LiveCode code, Candidates.Field field, List<String> visitors) {

    Party only(List<String> some) {
        return new Party(code, field, some);
    }

    Ask ask(String visitor) {
        return new Ask(code.code(), visitor);
    }

    Set<Post> posts() {
        return posts(field.guides());
    }

    /** Those whose places by this code are limited. */
    Set<Post> capped() {
        return posts(field.capped());
    }

    private Set<Post> posts(Set<StaffId> guides) {
        return guides.stream().map(guide -> new Post(code.id(), guide)).collect(Collectors.toSet());
    }
}
