package io.siyu.reach.channel.groupcode;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.people.relation.Groups;
import io.siyu.reach.channel.Prints;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.domain.GrowthDomains;
import io.siyu.reach.channel.groupcode.GroupCode.Kind;
import io.siyu.reach.channel.groupcode.GroupCodeDraft.Wanted;
import io.siyu.shared.DomainException;
import io.siyu.shared.RandomCode;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Group codes made, changed and taken out of use. */
@Component
public class GroupCodes {

    private static final int CODE_LENGTH = 10;
    private static final Pattern OUR_PICTURE = Pattern.compile("/files/[a-z0-9]{26}");

    private final GroupCodeRows rows;
    private final PlaceRows places;
    private final CodeRows codes;
    private final Groups groups;
    private final GrowthDomains domains;
    private final Prints prints;
    private final Audit audit;
    private final Clock clock;

    GroupCodes(
            GroupCodeRows rows,
            PlaceRows places,
            CodeRows codes,
            Groups groups,
            GrowthDomains domains,
            Prints prints,
            Audit audit,
            Clock clock) {
        this.rows = rows;
        this.places = places;
        this.codes = codes;
        this.groups = groups;
        this.domains = domains;
        this.prints = prints;
        this.audit = audit;
        this.clock = clock;
    }

    String urlOf(GroupCode code) {
        return domains.of("/c/g/" + code.code());
    }

    /** @throws DomainException at the field */
    @Transactional
    public GroupCode create(GroupCodeDraft draft) {
        check(draft, Set.of());
        long id = rows.insert(RandomCode.letters(CODE_LENGTH), draft, clock.instant());
        places.replace(rows.require(id), draft, clock.instant());
        audit.record("channel.groupcode.create", "groupcode", id, null, draft);
        return rows.require(id);
    }

    @Transactional
    GroupCode edit(long id, GroupCodeDraft draft) {
        GroupCode before = held(id);
        if (before.kind() != draft.kind()) {
            throw DomainException.invalid("kind", "groupcode.kind_fixed");
        }
        check(draft, before.places().stream().map(GroupCode.Place::id).collect(Collectors.toSet()));
        rows.update(id, draft);
        places.replace(before, draft, clock.instant());
        audit.record("channel.groupcode.edit", "groupcode", id, before, draft);
        return rows.require(id);
    }

    @Transactional
    GroupCode archive(long id) {
        GroupCode code = held(id);
        prints.requireNone(Prints.Kind.GROUP_CODE, id);
        rows.archive(id, clock.instant());
        places.retire(id, clock.instant());
        audit.record("channel.groupcode.archive", Subject.of("groupcode", id, code.name()), null, null);
        return rows.require(id);
    }

    @Transactional
    GroupCode restore(long id) {
        GroupCode code = held(id);
        rows.archive(id, null);
        places.restore(id, clock.instant());
        audit.record("channel.groupcode.restore", Subject.of("groupcode", id, code.name()), null, null);
        return rows.require(id);
    }

    private GroupCode held(long id) {
        rows.lock(id);
        return rows.require(id);
    }

    private void check(GroupCodeDraft draft, Set<Long> known) {
        if (draft.places().isEmpty()) {
            throw DomainException.invalid("places", "groupcode.places_missing");
        }
        if (draft.next() != null && draft.kind() == Kind.PICTURES) {
            throw DomainException.invalid("next", "groupcode.next_without_groups");
        }
        Long fallback = draft.fallbackCodeId();
        if (fallback != null && codes.find(fallback).filter(LiveCode::open).isEmpty()) {
            throw DomainException.invalid("fallbackCodeId", "channel.fallback_code_unknown");
        }
        boolean strange = draft.places().stream().anyMatch(place -> place.id() != null && !known.contains(place.id()));
        if (strange) {
            throw DomainException.invalid("places", "groupcode.place_unknown");
        }
        if (draft.kind() == Kind.GROUPS) {
            checkGroups(draft.places());
        } else {
            checkPictures(draft.places());
        }
    }

    private void checkGroups(List<Wanted> wanted) {
        List<String> chats =
                wanted.stream().map(Wanted::chatId).filter(Objects::nonNull).toList();
        Set<String> living = groups.byChatIds(chats).values().stream()
                .filter(group -> !group.dissolved())
                .map(Groups.Group::chatId)
                .collect(Collectors.toSet());
        Set<String> seen = new HashSet<>();
        for (Wanted place : wanted) {
            // A group that was dissolved meanwhile may stay where it is: it is passed over.
            boolean known = place.chatId() != null && (place.id() != null || living.contains(place.chatId()));
            if (!known) {
                throw DomainException.invalid("places", "groupcode.group_unknown");
            }
            if (!seen.add(place.chatId())) {
                throw DomainException.invalid("places", "groupcode.group_twice");
            }
        }
    }

    private static void checkPictures(List<Wanted> wanted) {
        for (Wanted place : wanted) {
            if (place.pictureUrl() == null
                    || !OUR_PICTURE.matcher(place.pictureUrl()).matches()) {
                throw DomainException.invalid("places", "groupcode.picture_unknown");
            }
        }
    }
}
