package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.Directory;
import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.KnownFriendships;
import io.siyu.gateway.wecom.Member;
import io.siyu.gateway.wecom.WeComException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** That the app sees everybody who works for us or has friends among our customers. */
@Component
@Order(6)
class RangeCheck implements GoLiveCheck {

    private static final int OUT_OF_RANGE = 60011;
    private static final int MOST_ASKED = 100;

    private final Directory directory;
    private final List<KnownFriendships> known;

    RangeCheck(Directory directory, List<KnownFriendships> known) {
        this.directory = directory;
        this.known = List.copyOf(known);
    }

    @Override
    public String name() {
        return "visible-range";
    }

    @Override
    public Finding look() {
        try {
            List<Member> seen = directory.members();
            if (seen.isEmpty()) {
                return Finding.failed("range.nobody");
            }
            List<Person> hidden = hidden(seen);
            return hidden.isEmpty()
                    ? Finding.ok("range.ok", seen.size())
                    : Finding.failed("range.hidden", hidden.size()).with(hidden);
        } catch (WeComException e) {
            return e.code() == OUT_OF_RANGE
                    ? Finding.failed("range.nobody")
                    : Finding.of(State.UNKNOWN, "platform.refused", e.word());
        }
    }

    /** Who is not seen has left, or is out of range: the platform says which. */
    private List<Person> hidden(List<Member> seen) {
        Set<String> unseen = new TreeSet<>();
        known.forEach(one -> unseen.addAll(one.employees()));
        unseen.removeAll(seen.stream().map(Member::userId).collect(Collectors.toSet()));
        List<Person> hidden = new ArrayList<>();
        for (String userId : unseen.stream().limit(MOST_ASKED).toList()) {
            try {
                directory.member(userId);
            } catch (WeComException e) {
                if (e.code() != OUT_OF_RANGE) {
                    throw e;
                }
                hidden.add(new Person(userId, name(userId), e.word()));
            }
        }
        return hidden;
    }

    private @Nullable String name(String userId) {
        return known.stream()
                .flatMap(one -> one.employee(userId).stream())
                .findFirst()
                .orElse(null);
    }
}
