package io.siyu.people.tag;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The library of tags. */
@RestController
@RequestMapping("/api/admin")
class TagGroupController {

    private final Library library;
    private final Groups groups;
    private final TagUsage usage;
    private final CurrentOperator operator;

    TagGroupController(Library library, Groups groups, TagUsage usage, CurrentOperator operator) {
        this.library = library;
        this.groups = groups;
        this.usage = usage;
        this.operator = operator;
    }

    /**
     * @param pending asked of WeChat Work, which has not answered yet
     * @param customers how many of the operator's customers carry it
     */
    record TagLine(long id, String name, boolean pending, long customers) {}

    /** @param corp also in WeChat Work */
    record GroupLine(long id, String name, boolean corp, boolean pending, List<TagLine> tags) {}

    record CreateGroup(
            @NotBlank String name,
            boolean corp,
            @NotNull @Size(max = 100) List<@NotBlank String> tags) {}

    record AddTags(@NotNull @Size(min = 1, max = 100) List<@NotBlank String> names) {}

    record Rename(@NotBlank String name) {}

    @GetMapping("/tag-groups")
    @RequiresPermission("tag.read")
    Page<GroupLine> groups(
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "100") int size,
            @RequestParam(required = false) @Nullable String q) {
        List<GroupLine> all =
                lines().stream().filter(group -> matches(group, q)).toList();
        int from = (int) Math.min((long) Math.max(page, 0) * size, all.size());
        return new Page<>(all.subList(from, Math.min(from + Math.clamp(size, 1, 500), all.size())), all.size());
    }

    @GetMapping("/tag-groups/{id}")
    @RequiresPermission("tag.read")
    GroupLine group(@PathVariable long id) {
        Library.Group group = library.group(id);
        return line(group, library.tagsOf(id), usage.counts(operator.scope()));
    }

    @PostMapping("/tag-groups")
    @RequiresPermission("tag.write")
    @ResponseStatus(HttpStatus.CREATED)
    GroupLine create(@Valid @RequestBody CreateGroup request) {
        return group(groups.create(request.name(), request.corp(), request.tags()));
    }

    @PutMapping("/tag-groups/{id}")
    @RequiresPermission("tag.write")
    GroupLine renameGroup(@PathVariable long id, @Valid @RequestBody Rename request) {
        groups.renameGroup(id, request.name());
        return group(id);
    }

    @DeleteMapping("/tag-groups/{id}")
    @RequiresPermission("tag.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteGroup(@PathVariable long id) {
        groups.deleteGroup(id);
    }

    @PostMapping("/tag-groups/{id}/tags")
    @RequiresPermission("tag.write")
    @ResponseStatus(HttpStatus.CREATED)
    GroupLine addTags(@PathVariable long id, @Valid @RequestBody AddTags request) {
        groups.addTags(id, request.names());
        return group(id);
    }

    @PutMapping("/tags/{id}")
    @RequiresPermission("tag.write")
    GroupLine renameTag(@PathVariable long id, @Valid @RequestBody Rename request) {
        groups.renameTag(id, request.name());
        return group(library.tag(id).groupId());
    }

    @DeleteMapping("/tags/{id}")
    @RequiresPermission("tag.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteTag(@PathVariable long id) {
        groups.deleteTag(id);
    }

    private List<GroupLine> lines() {
        Map<Long, Long> counts = usage.counts(operator.scope());
        List<Library.Tag> tags = library.tags();
        return library.groups().stream()
                .map(group -> line(
                        group,
                        tags.stream().filter(tag -> tag.groupId() == group.id()).toList(),
                        counts))
                .toList();
    }

    private static GroupLine line(Library.Group group, List<Library.Tag> tags, Map<Long, Long> counts) {
        return new GroupLine(
                group.id(),
                group.name(),
                group.corp(),
                group.state() == Library.State.PENDING,
                tags.stream()
                        .map(tag -> new TagLine(
                                tag.id(),
                                tag.name(),
                                tag.state() == Library.State.PENDING,
                                counts.getOrDefault(tag.id(), 0L)))
                        .toList());
    }

    private static boolean matches(GroupLine group, @Nullable String words) {
        if (words == null || words.isBlank()) {
            return true;
        }
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        return group.name().toLowerCase(Locale.ROOT).contains(wanted)
                || group.tags().stream()
                        .anyMatch(tag -> tag.name().toLowerCase(Locale.ROOT).contains(wanted));
    }
}
