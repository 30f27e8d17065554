package io.siyu.people.segment;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.people.segment.SegmentRows.Segment;
import io.siyu.people.segment.SegmentRows.State;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Segments and their rules. */
@RestController
@RequestMapping("/api/admin/segments")
class SegmentController {

    private final SegmentRows rows;
    private final Segments segments;
    private final Editing editing;
    private final SegmentPeople people;
    private final CurrentOperator operator;
    private final Clock clock;

    SegmentController(
            SegmentRows rows,
            Segments segments,
            Editing editing,
            SegmentPeople people,
            CurrentOperator operator,
            Clock clock) {
        this.rows = rows;
        this.segments = segments;
        this.editing = editing;
        this.people = people;
        this.operator = operator;
        this.clock = clock;
    }

    /** @param members those whom this operator may see */
    record SegmentAnswer(
            long id,
            String name,
            String about,
            State state,
            int version,
            long members,
            ObjectNode rule,
            String createdBy,
            Instant updatedAt,
            @Nullable Instant builtAt) {}

    record Draft(
            @NotBlank @Size(max = 60) String name,
            @Size(max = 500) @Nullable String about,
            @NotNull JsonNode rule) {

        String description() {
            return about == null ? "" : about.strip();
        }
    }

    record Question(@NotNull JsonNode rule) {}

    record Count(long count, Instant asOf) {}

    @GetMapping
    @RequiresPermission("segment.read")
    Page<SegmentAnswer> list(
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "20") int size,
            @RequestParam(required = false) @Nullable String q) {
        String words = q == null ? "" : q.strip().toLowerCase(Locale.ROOT);
        List<Segment> all = rows.all().stream()
                .filter(segment -> segment.name().toLowerCase(Locale.ROOT).contains(words))
                .toList();
        int within = Math.clamp(size, 1, 200);
        int from = (int) Math.min((long) Math.max(page, 0) * within, all.size());
        return new Page<>(
                all.subList(from, Math.min(from + within, all.size())).stream()
                        .map(this::answer)
                        .toList(),
                all.size());
    }

    @GetMapping("/{id}")
    @RequiresPermission("segment.read")
    SegmentAnswer one(@PathVariable long id) {
        return answer(rows.get(id));
    }

    @PostMapping
    @RequiresPermission("segment.write")
    @ResponseStatus(HttpStatus.CREATED)
    SegmentAnswer create(@Valid @RequestBody Draft draft) {
        return one(editing.create(draft.name().strip(), draft.description(), RuleJson.read(draft.rule())));
    }

    @PutMapping("/{id}")
    @RequiresPermission("segment.write")
    SegmentAnswer update(@PathVariable long id, @Valid @RequestBody Draft draft) {
        editing.update(id, draft.name().strip(), draft.description(), RuleJson.read(draft.rule()));
        return one(id);
    }

    /** It is archived: who was in it stays known. */
    @DeleteMapping("/{id}")
    @RequiresPermission("segment.write")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void archive(@PathVariable long id) {
        editing.archive(id);
    }

    /** How many people of this operator's the rule would hold for. */
    @PostMapping("/count")
    @RequiresPermission("segment.read")
    Count count(@Valid @RequestBody Question question) {
        Rule rule = RuleJson.read(question.rule());
        editing.check(rule, 0);
        return new Count(segments.count(rule, operator.scope()), clock.instant());
    }

    private SegmentAnswer answer(Segment segment) {
        return new SegmentAnswer(
                segment.id(),
                segment.name(),
                segment.description(),
                segment.state(),
                segment.version(),
                people.size(segment, operator.scope()),
                RuleText.write(segment.rule()),
                segment.createdBy(),
                segment.updatedAt(),
                segment.builtAt());
    }
}
