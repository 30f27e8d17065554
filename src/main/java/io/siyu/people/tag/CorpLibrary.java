package io.siyu.people.tag;

import io.siyu.gateway.wecom.CorpTag;
import io.siyu.gateway.wecom.CorpTagGroup;
import io.siyu.gateway.wecom.CorpTags;
import io.siyu.gateway.wecom.WeComException;
import io.siyu.people.tag.Library.Group;
import io.siyu.people.tag.Library.State;
import io.siyu.people.tag.Library.Tag;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The corporation's tags, made in WeChat Work and here: first the intent is written, then WeChat Work is asked, then its answer is
 * written. With the intent goes the wish that the library be read again soon, so that neither a lost answer nor a crash leaves rows PENDING
 * or names apart.
 */
@Component
class CorpLibrary {

    private static final int NAME_EXISTS = 40071;

    private final JdbcClient jdbc;
    private final Library library;
    private final CorpTags platform;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CorpLibrary(JdbcClient jdbc, Library library, CorpTags platform, Clock clock, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.library = library;
        this.platform = platform;
        this.clock = clock;
        this.transaction = transaction;
    }

    private record Intent(Group group, boolean newGroup, List<Long> tagIds) {}

    /** @param groupId absent for a new group of this name */
    long create(@Nullable Long groupId, String groupName, List<String> names) {
        Intent intent = Objects.requireNonNull(transaction.execute(status -> intend(groupId, groupName, names)));
        try {
            CorpTagGroup made =
                    platform.add(intent.group().wecomId(), intent.group().name(), names);
            transaction.executeWithoutResult(status -> made(intent, made));
        } catch (WeComException e) {
            if (e.kind() != WeComException.Kind.UNKNOWN) {
                transaction.executeWithoutResult(status -> withdraw(intent));
            }
            requestSync();
            throw refusal(e, "names");
        }
        return intent.group().id();
    }

    void rename(String wecomId, String name) {
        call(() -> platform.rename(wecomId, name), "name");
    }

    void delete(List<String> tagIds, List<String> groupIds) {
        call(() -> platform.delete(tagIds, groupIds), "id");
    }

    /** The library is read from WeChat Work again, soon. */
    void requestSync() {
        requestSync(Duration.ZERO);
    }

    /** Committed before WeChat Work is asked to change something: should we die before its answer is written, it is read. */
    private void requestSync(Duration wait) {
        jdbc.sql("""
                update tag_library set wanted = wanted + 1, attempts = 0,
                    due_at = case when wanted > done then least(due_at, :due) else :due end""")
                .param("due", clock.instant().plus(wait).atOffset(ZoneOffset.UTC))
                .update();
    }

    private void call(Runnable call, String field) {
        requestSync(LibrarySync.PENDING_AT_MOST);
        try {
            call.run();
        } catch (WeComException e) {
            requestSync();
            throw refusal(e, field);
        }
    }

    private Intent intend(@Nullable Long groupId, String groupName, List<String> names) {
        long id = groupId == null ? library.insertGroup(groupName, true, null, State.PENDING, 0) : groupId;
        Group group = library.group(id);
        if (groupId != null && group.wecomId() == null) {
            throw DomainException.conflict("tag.group_pending");
        }
        List<Long> tagIds = names.stream()
                .map(name -> library.insertTag(id, name, null, State.PENDING, 0))
                .toList();
        requestSync(LibrarySync.PENDING_AT_MOST);
        return new Intent(group, groupId == null, tagIds);
    }

    /** The library's own row is locked first, as the sync does that may run beside this. */
    private void made(Intent intent, CorpTagGroup made) {
        requestSync();
        library.activateGroup(intent.group().id(), made.groupId(), made.order());
        List<Tag> pending = library.tagsOf(intent.group().id()).stream()
                .filter(tag -> tag.state() == State.PENDING)
                .toList();
        for (Tag tag : pending) {
            made.tags().stream()
                    .filter(one -> one.name().equals(tag.name()))
                    .findFirst()
                    .ifPresent((CorpTag one) -> library.activateTag(tag.id(), one.tagId(), one.order()));
        }
    }

    private void withdraw(Intent intent) {
        jdbc.sql("delete from tag_tag where id = any(:ids::bigint[]) and state = 'PENDING'")
                .param("ids", Library.array(intent.tagIds()))
                .update();
        if (intent.newGroup()) {
            jdbc.sql("delete from tag_group where id = :id and state = 'PENDING'")
                    .param("id", intent.group().id())
                    .update();
        }
    }

    private static DomainException refusal(WeComException e, String field) {
        if (e.kind() == WeComException.Kind.REFUSED && e.code() == NAME_EXISTS) {
            return DomainException.invalid(field, "tag.name_exists_in_wecom");
        }
        return switch (e.kind()) {
            case UNKNOWN -> DomainException.upstream("tag.outcome_unknown");
            case BUSY, LIMITED -> DomainException.upstream("tag.wecom_busy");
            case MISCONFIGURED -> DomainException.upstream("tag.wecom_misconfigured", e.errmsg());
            case REFUSED -> DomainException.upstream("tag.wecom_refused", e.code(), e.errmsg());
        };
    }
}
