package io.siyu.people.tag;

import io.siyu.foundation.job.PolledWork;
import io.siyu.gateway.wecom.CorpTag;
import io.siyu.gateway.wecom.CorpTagGroup;
import io.siyu.gateway.wecom.CorpTags;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.tag.Library.Group;
import io.siyu.people.tag.Library.State;
import io.siyu.people.tag.Library.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes the corporation's part of the library what WeChat Work says it is: at the first start, whenever something may have changed, and daily. */
@Component
class LibrarySync implements PolledWork {

    /** Nobody waits longer than this for an answer of WeChat Work: what is still pending did not happen. */
    static final Duration PENDING_AT_MOST = Duration.ofMinutes(2);

    /** Callbacks can be lost. */
    private static final Duration AT_LEAST_EVERY = Duration.ofDays(1);

    private final JdbcClient jdbc;
    private final Library library;
    private final CorpTags platform;
    private final Clock clock;
    private final TransactionTemplate transaction;

    LibrarySync(JdbcClient jdbc, Library library, CorpTags platform, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.library = library;
        this.platform = platform;
        this.clock = clock;
        this.transaction = transaction;
    }

    private record Claim(long wanted, int attempts) {}

    @Override
    public String name() {
        return "tag.library";
    }

    @Override
    public boolean workOnce() {
        Optional<Claim> claim = claim();
        claim.ifPresent(this::sync);
        return claim.isPresent();
    }

    @Override
    public Duration pause() {
        return Duration.ofMillis(500);
    }

    /** A second node finds the next try a minute away, unless somebody asks again. */
    private Optional<Claim> claim() {
        return jdbc.sql("""
                update tag_library set due_at = :later
                where (wanted > done or synced_at <= :dayAgo) and due_at <= :now returning wanted, attempts""")
                .param("later", now().plusMinutes(1))
                .param("dayAgo", now().minus(AT_LEAST_EVERY))
                .param("now", now())
                .query((row, number) -> new Claim(row.getLong("wanted"), row.getInt("attempts")))
                .optional();
    }

    private void sync(Claim claim) {
        try {
            List<CorpTagGroup> all = platform.all();
            transaction.executeWithoutResult(status -> {
                if (unchangedSince(claim)) {
                    take(all);
                    jdbc.sql("update tag_library set done = :done, synced_at = :now, attempts = 0, problem = null")
                            .param("done", claim.wanted())
                            .param("now", now())
                            .update();
                }
            });
        } catch (WeComException e) {
            jdbc.sql("update tag_library set due_at = :due, attempts = attempts + 1, problem = :problem")
                    .param("due", now().plusSeconds(2L << Math.min(claim.attempts(), 8)))
                    .param("problem", e.getMessage())
                    .update();
        }
    }

    /** What was changed here while WeChat Work was asked may not be in its answer. */
    private boolean unchangedSince(Claim claim) {
        return jdbc.sql("select wanted from tag_library for update")
                        .query(Long.class)
                        .single()
                == claim.wanted();
    }

    private void take(List<CorpTagGroup> all) {
        Map<Long, CorpTagGroup> known = new HashMap<>();
        Set<String> groupIds = new HashSet<>();
        Set<String> tagIds = new HashSet<>();
        for (CorpTagGroup group : all) {
            groupIds.add(group.groupId());
            group.tags().forEach(tag -> tagIds.add(tag.tagId()));
        }
        archiveMissing(groupIds, tagIds);
        makeRoomForNames();
        all.forEach(group -> known.put(takeGroup(group), group));
        known.forEach((id, group) -> group.tags().forEach(tag -> takeTag(id, tag)));
        dropNeverMade();
    }

    private void archiveMissing(Set<String> groupIds, Set<String> tagIds) {
        library.archiveTags(library.tags().stream()
                .filter(tag -> tag.wecomId() != null && !tagIds.contains(tag.wecomId()))
                .map(Tag::id)
                .toList());
        library.groups().stream()
                .filter(group -> group.wecomId() != null && !groupIds.contains(group.wecomId()))
                .forEach(group -> library.archiveGroup(group.id()));
    }

    /** Two may have swapped their names; ids keep them apart until each has its new one. */
    private void makeRoomForNames() {
        jdbc.sql("update tag_group set name = '~' || wecom_id where wecom_id is not null and state <> 'ARCHIVED'")
                .update();
        jdbc.sql("update tag_tag set name = '~' || wecom_id where wecom_id is not null and state <> 'ARCHIVED'")
                .update();
    }

    private long takeGroup(CorpTagGroup group) {
        Optional<Group> known = library.groups().stream()
                .filter(one -> group.groupId().equals(one.wecomId()))
                .findFirst()
                .or(() -> library.group(group.name(), true));
        if (known.isEmpty()) {
            return library.insertGroup(group.name(), true, group.groupId(), State.ACTIVE, group.order());
        }
        library.activateGroup(known.get().id(), group.groupId(), group.order());
        library.renameGroup(known.get().id(), group.name());
        return known.get().id();
    }

    private void takeTag(long groupId, CorpTag tag) {
        Optional<Tag> known = library.tagsOf(groupId).stream()
                .filter(one -> tag.tagId().equals(one.wecomId()))
                .findFirst()
                .or(() -> library.tagsOf(groupId).stream()
                        .filter(one -> one.wecomId() == null && one.name().equals(tag.name()))
                        .findFirst());
        if (known.isEmpty()) {
            library.insertTag(groupId, tag.name(), tag.tagId(), State.ACTIVE, tag.order());
            return;
        }
        library.activateTag(known.get().id(), tag.tagId(), tag.order());
        library.renameTag(known.get().id(), tag.name());
        if (known.get().state() == State.PENDING) {
            pushWaiting(known.get().id());
        }
    }

    /** Whoever was given the tag before it was known at WeChat Work gets it there now. */
    private void pushWaiting(long tagId) {
        jdbc.sql("""
                update tag_push p set wanted = wanted + 1, due_at = :now from tag_assignment a
                where a.tag_id = :tag and p.customer_id = a.customer_id""").param("now", now()).param("tag", tagId).update();
    }

    private void dropNeverMade() {
        OffsetDateTime before = now().minus(PENDING_AT_MOST);
        jdbc.sql("""
                update tag_tag set state = 'ARCHIVED', archived_at = :now where state = 'PENDING' and created_at < :before""").param("now", now()).param("before", before).update();
        jdbc.sql("""
                update tag_group set state = 'ARCHIVED', archived_at = :now where state = 'PENDING' and created_at < :before""").param("now", now()).param("before", before).update();
        jdbc.sql("""
                update tag_library set wanted = wanted + 1, due_at = :due
                where exists (select 1 from tag_tag where state = 'PENDING')""").param("due", now().plus(PENDING_AT_MOST)).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
