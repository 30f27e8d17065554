package io.siyu.gateway.wecom.reconcile;

import io.siyu.gateway.wecom.ContactPage;
import io.siyu.gateway.wecom.Contacts;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.Follow;
import io.siyu.gateway.wecom.KnownFriendships;
import io.siyu.gateway.wecom.KnownTags;
import io.siyu.gateway.wecom.reconcile.LostCallbacks.Lost;
import io.siyu.gateway.wecom.reconcile.Runs.Guide;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One guide's friends as WeChat Work lists them, beside those we know. */
@Component
class Comparison {

    /** News of the last minute may still be on its way, sent again and again by the platform. */
    private static final Duration ON_ITS_WAY = Duration.ofMinutes(1);

    private static final int ASKED_TOGETHER = 20;

    private final Contacts contacts;
    private final Runs runs;
    private final LostCallbacks lost;
    private final List<KnownFriendships> friendships;
    private final List<KnownTags> tags;

    Comparison(
            Contacts contacts,
            Runs runs,
            LostCallbacks lost,
            List<KnownFriendships> friendships,
            List<KnownTags> tags) {
        this.contacts = contacts;
        this.runs = runs;
        this.lost = lost;
        this.friendships = List.copyOf(friendships);
        this.tags = List.copyOf(tags);
    }

    /** Asks for the next page of the guide's friends. What it returns runs in a transaction. */
    Runnable page(Guide guide) {
        ContactPage page = contacts.byUsers(List.of(guide.userId()), guide.page());
        return () -> {
            lost.write(guide.reconciliation(), missed(guide, page.contacts()));
            runs.read(
                    guide,
                    page.contacts().stream()
                            .map(ExternalContact::externalUserId)
                            .toList(),
                    page.nextCursor());
        };
    }

    /** Asks for friends of ours who are on no page whether they are friends. What it returns runs in a transaction. */
    Runnable gone(Guide guide) {
        Instant before = guide.begunAt().minus(ON_ITS_WAY);
        Set<String> believed = friendships.stream()
                .flatMap(known -> known.friendsOf(guide.userId(), before).stream())
                .collect(Collectors.toSet());
        List<String> missing = runs.unseen(guide, believed, ASKED_TOGETHER);
        if (missing.isEmpty()) {
            return () -> runs.done(guide, null);
        }
        Set<String> told = lost.beingToldOf(guide.userId(), missing);
        List<Lost> deleted = missing.stream()
                .filter(external -> !told.contains(external))
                .filter(external -> !friends(guide.userId(), external))
                .map(external -> new Lost(Kind.DELETED, guide.userId(), external, null))
                .toList();
        return () -> {
            lost.write(guide.reconciliation(), deleted);
            runs.see(guide, missing);
        };
    }

    /** A page may be passed over while the list changes: a deletion is believed only when the customer says so, too. */
    private boolean friends(String userId, String externalUserId) {
        return contacts.get(externalUserId)
                .flatMap((ExternalContact contact) -> contact.followOf(userId))
                .isPresent();
    }

    private List<Lost> missed(Guide guide, List<ExternalContact> listed) {
        Map<String, ExternalContact> settled = new HashMap<>();
        Instant latest = guide.begunAt().minus(ON_ITS_WAY);
        for (ExternalContact contact : listed) {
            Optional<Follow> follow = contact.followOf(guide.userId());
            if (follow.isPresent() && follow.get().createdAt().isBefore(latest)) {
                settled.put(contact.externalUserId(), contact);
            }
        }
        lost.beingToldOf(guide.userId(), settled.keySet()).forEach(settled::remove);
        Set<String> strangers = new HashSet<>(settled.keySet());
        friendships.forEach(known -> strangers.removeAll(known.friendsAmong(guide.userId(), settled.keySet())));
        List<Lost> missed = new ArrayList<>();
        strangers.stream()
                .sorted()
                .forEach(external -> missed.add(new Lost(Kind.ADDED, guide.userId(), external, settled.get(external))));
        settled.keySet().removeAll(strangers);
        tagged(guide.userId(), settled).stream()
                .sorted()
                .forEach(external -> missed.add(new Lost(Kind.TAGS, guide.userId(), external, settled.get(external))));
        return missed;
    }

    private Set<String> tagged(String userId, Map<String, ExternalContact> listed) {
        Map<String, Set<String>> tagIds = new HashMap<>();
        listed.forEach((external, contact) ->
                tagIds.put(external, tagsOf(contact.followOf(userId).orElse(null))));
        return tags.stream()
                .flatMap(known -> known.differing(userId, tagIds).stream())
                .collect(Collectors.toSet());
    }

    private static Set<String> tagsOf(@Nullable Follow follow) {
        return follow == null
                ? Set.of()
                : follow.tags().stream()
                        .map(tag -> tag.tagId())
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
    }
}
