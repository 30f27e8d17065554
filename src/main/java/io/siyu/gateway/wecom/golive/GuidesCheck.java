package io.siyu.gateway.wecom.golive;

import io.siyu.gateway.wecom.ContactWay;
import io.siyu.gateway.wecom.ContactWays;
import io.siyu.gateway.wecom.Contacts;
import io.siyu.gateway.wecom.Directory;
import io.siyu.gateway.wecom.GoLiveCheck;
import io.siyu.gateway.wecom.Member;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.shared.RandomCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * That every guide can stand behind a contact way: active, known by their real name, allowed to have customers. The platform tells who is
 * not only by refusing a way, so ways are made for a hundred at a time and taken down again; where one is refused, its halves are tried.
 */
@Component
@Order(7)
class GuidesCheck implements GoLiveCheck {

    private static final int AT_ONCE = 100;
    /** Names enough to begin with; the next look finds the next ones. */
    private static final int MOST_NAMED = 50;

    private static final Set<Integer> OF_ONE_GUIDE = Set.of(40098, 41054, 84074, 60011, 40003, 60111);

    private final Contacts contacts;
    private final Directory directory;
    private final ContactWays ways;

    GuidesCheck(Contacts contacts, Directory directory, ContactWays ways) {
        this.contacts = contacts;
        this.directory = directory;
        this.ways = ways;
    }

    @Override
    public String name() {
        return "guides";
    }

    @Override
    public Finding look() {
        try {
            List<String> guides = contacts.followUsers();
            if (guides.isEmpty()) {
                return Finding.failed("guides.nobody");
            }
            List<Member> members = directory.members();
            Map<String, String> names =
                    members.stream().collect(Collectors.toMap(Member::userId, Member::name, (one, other) -> one));
            List<Person> unfit = new ArrayList<>();
            members.stream()
                    .filter(member -> !member.active())
                    .limit(MOST_NAMED)
                    .forEach(member -> unfit.add(new Person(member.userId(), member.name(), "REFUSED 41054")));
            for (int from = 0; from < guides.size(); from += AT_ONCE) {
                tryOut(guides.subList(from, Math.min(guides.size(), from + AT_ONCE)), names, unfit);
            }
            return unfit.isEmpty()
                    ? Finding.ok("guides.ok", guides.size())
                    : Finding.failed("guides.unfit", unfit.size()).with(unfit);
        } catch (WeComException e) {
            return Finding.of(State.UNKNOWN, "platform.refused", e.word());
        }
    }

    private void tryOut(List<String> guides, Map<String, String> names, List<Person> unfit) {
        if (guides.isEmpty() || unfit.size() >= MOST_NAMED) {
            return;
        }
        try {
            ContactWay way = ways.add(guides, "checkup-" + RandomCode.letters(12), true, "checkup");
            ways.delete(way.configId());
        } catch (WeComException e) {
            if (!OF_ONE_GUIDE.contains(e.code())) {
                throw e;
            }
            if (guides.size() == 1) {
                String userId = guides.getFirst();
                unfit.add(new Person(userId, names.get(userId), e.word()));
            } else {
                tryOut(guides.subList(0, guides.size() / 2), names, unfit);
                tryOut(guides.subList(guides.size() / 2, guides.size()), names, unfit);
            }
        }
    }
}
