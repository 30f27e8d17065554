package io.siyu.people.tag;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.people.tag.Library.Group;
import io.siyu.people.tag.Library.State;
import io.siyu.people.tag.Library.Tag;
import io.siyu.shared.DomainException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes, renames and deletes groups and tags: the corporation's in WeChat Work too, internal ones only here. */
@Component
class Groups {

    private static final int LONGEST_NAME = 30;

    private final Library library;
    private final CorpLibrary corp;
    private final Audit audit;
    private final TransactionTemplate transaction;

    Groups(Library library, CorpLibrary corp, Audit audit, TransactionTemplate transaction) {
        this.library = library;
        this.corp = corp;
        this.audit = audit;
        this.transaction = transaction;
    }

    record Named(String name, List<String> tags) {}

    long create(String name, boolean forCorp, List<String> tagNames) {
        String clean = clean("name", name);
        List<String> tags = clean("tags", tagNames);
        if (forCorp && tags.isEmpty()) {
            throw DomainException.invalid("tags", "tag.corp_group_needs_a_tag");
        }
        long id = forCorp
                ? corp.create(null, clean, tags)
                : inTransaction(() -> {
                    long made = library.insertGroup(clean, false, null, State.ACTIVE, 0);
                    tags.forEach(tag -> library.insertTag(made, tag, null, State.ACTIVE, 0));
                    return made;
                });
        audit.record("tag.group.create", "tag_group", id, null, new Named(clean, tags));
        return id;
    }

    void addTags(long groupId, List<String> tagNames) {
        Group group = library.group(groupId);
        List<String> tags = clean("names", tagNames);
        if (tags.isEmpty()) {
            throw DomainException.invalid("names", "tag.name_missing");
        }
        if (group.corp()) {
            corp.create(groupId, group.name(), tags);
            added(group, tags);
        } else {
            transaction.executeWithoutResult(status -> {
                tags.forEach(tag -> library.insertTag(groupId, tag, null, State.ACTIVE, 0));
                added(group, tags);
            });
        }
    }

    Map<String, Long> ensure(String name, boolean forCorp, List<String> tagNames) {
        Optional<Group> known = library.group(name, forCorp);
        if (known.isEmpty()) {
            create(name, forCorp, tagNames);
        } else {
            List<String> have =
                    library.tagsOf(known.get().id()).stream().map(Tag::name).toList();
            List<String> missing =
                    tagNames.stream().filter(tag -> !have.contains(tag)).toList();
            if (!missing.isEmpty()) {
                addTags(known.get().id(), missing);
            }
        }
        Map<String, Long> ids = new LinkedHashMap<>();
        library.tagsOf(library.group(name, forCorp).orElseThrow().id()).forEach(tag -> ids.put(tag.name(), tag.id()));
        return ids;
    }

    void renameGroup(long id, String name) {
        Group group = library.group(id);
        String clean = clean("name", name);
        if (clean.equals(group.name())) {
            return;
        }
        if (group.corp()) {
            corp.rename(settled(group.wecomId()), clean);
        }
        transaction.executeWithoutResult(status -> {
            library.renameGroup(id, clean);
            renamed("tag.group.rename", Subject.of("tag_group", id, clean), group.name());
        });
    }

    void renameTag(long id, String name) {
        Tag tag = library.tag(id);
        String clean = clean("name", name);
        if (clean.equals(tag.name())) {
            return;
        }
        boolean taken = library.tagsOf(tag.groupId()).stream()
                .anyMatch(one -> one.name().equals(clean));
        if (taken) {
            throw DomainException.invalid("name", "tag.name_exists", clean);
        }
        if (library.group(tag.groupId()).corp()) {
            corp.rename(settled(tag.wecomId()), clean);
        }
        transaction.executeWithoutResult(status -> {
            library.renameTag(id, clean);
            renamed("tag.rename", Subject.of("tag", id, clean), tag.name());
        });
    }

    void deleteGroup(long id) {
        Group group = library.group(id);
        List<Tag> tags = library.tagsOf(id);
        if (group.corp()) {
            corp.delete(List.of(), List.of(settled(group.wecomId())));
        }
        transaction.executeWithoutResult(status -> {
            library.archiveTags(tags.stream().map(Tag::id).toList());
            library.archiveGroup(id);
            audit.record("tag.group.delete", Subject.of("tag_group", id, group.name()), null, null);
        });
    }

    void deleteTag(long id) {
        Tag tag = library.tag(id);
        Group group = library.group(tag.groupId());
        if (group.corp()) {
            corp.delete(List.of(settled(tag.wecomId())), List.of());
        }
        transaction.executeWithoutResult(status -> {
            library.archiveTags(List.of(id));
            if (group.corp() && library.tagsOf(group.id()).isEmpty()) {
                library.archiveGroup(group.id());
            }
            audit.record("tag.delete", Subject.of("tag", id, tag.name()), null, null);
        });
    }

    private void added(Group group, List<String> tags) {
        audit.record("tag.create", Subject.of("tag_group", group.id(), group.name()), null, Map.of("tags", tags));
    }

    private void renamed(String action, Subject subject, String before) {
        audit.record(action, subject, Map.of("name", before), Map.of("name", String.valueOf(subject.name())));
    }

    private long inTransaction(Supplier<Long> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private static String settled(@Nullable String wecomId) {
        if (wecomId == null) {
            throw DomainException.conflict("tag.group_pending");
        }
        return wecomId;
    }

    private static List<String> clean(String field, List<String> names) {
        LinkedHashSet<String> clean = new LinkedHashSet<>();
        for (String name : names) {
            if (!clean.add(clean(field, name))) {
                throw DomainException.invalid(field, "tag.name_twice", name);
            }
        }
        return List.copyOf(clean);
    }

    private static String clean(String field, String name) {
        String clean = name.strip();
        if (clean.isEmpty()) {
            throw DomainException.invalid(field, "tag.name_missing");
        }
        if (clean.codePointCount(0, clean.length()) > LONGEST_NAME) {
            throw DomainException.invalid(field, "tag.name_too_long", LONGEST_NAME);
        }
        return clean;
    }
}
