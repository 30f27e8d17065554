package io.siyu.foundation.audit;

import io.siyu.foundation.audit.AuditTrail.Entry;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.BrandZone;
import io.siyu.shared.Slice;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The audit as operators read it: in words, each change with its before and after. */
@RestController
@RequestMapping("/api/admin/audit")
@RequiresPermission("audit.read")
class AuditController {

    private final AuditTrail trail;
    private final AuditWords words;
    private final JsonMapper json;
    private final BrandZone zone;

    AuditController(AuditTrail trail, AuditWords words, JsonMapper json, BrandZone zone) {
        this.trail = trail;
        this.words = words;
        this.json = json;
        this.zone = zone;
    }

    /** One field; a value is a text, a number, a truth or a list of those. */
    record Change(
            String field,
            String label,
            @Nullable Object before,
            @Nullable Object after) {}

    record Item(
            long id,
            Instant at,
            @Nullable Long userId,
            String userName,
            String action,
            String actionText,
            String kind,
            String kindText,
            String objectId,
            @Nullable String objectName,
            List<Change> changes,
            @Nullable String address,
            @Nullable String userAgent,
            @Nullable String requestId) {}

    record Named(String value, String label) {}

    record Choices(List<Named> people, List<Named> actions) {}

    /** @param q how the subject's name begins, or its id */
    @GetMapping
    Slice<Item> list(
            @RequestParam(required = false) @Nullable Long userId,
            @RequestParam(defaultValue = "") @Size(max = 100) String action,
            @RequestParam(defaultValue = "") @Size(max = 60) String kind,
            @RequestParam(defaultValue = "") @Size(max = 100) String objectId,
            @RequestParam(defaultValue = "") @Size(max = 100) String q,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int size,
            Locale locale) {
        AuditTrail.Question question = new AuditTrail.Question(
                userId,
                action,
                kind,
                objectId,
                q.strip(),
                from == null ? null : zone.startOf(from),
                to == null ? null : zone.startOf(to.plusDays(1)));
        Slice<Entry> slice = trail.find(question, after, size);
        return new Slice<>(
                slice.items().stream().map(entry -> item(entry, locale)).toList(), slice.next());
    }

    @GetMapping("/choices")
    Choices choices(Locale locale) {
        return new Choices(
                trail.people().stream()
                        .map(person -> new Named(Long.toString(person.id()), person.name()))
                        .toList(),
                trail.actions().stream()
                        .map(action -> new Named(action, words.action(action, locale)))
                        .toList());
    }

    private Item item(Entry entry, Locale locale) {
        return new Item(
                entry.id(),
                entry.at(),
                entry.userId(),
                entry.userName(),
                entry.action(),
                words.action(entry.action(), locale),
                entry.kind(),
                words.kind(entry.kind(), locale),
                entry.objectId(),
                entry.objectName(),
                changes(entry, locale),
                entry.address(),
                entry.userAgent(),
                entry.requestId());
    }

    private List<Change> changes(Entry entry, Locale locale) {
        JsonNode before = tree(entry.before());
        JsonNode after = tree(entry.after());
        Set<String> fields = new LinkedHashSet<>(before.propertyNames());
        fields.addAll(after.propertyNames());
        List<Change> changes = new ArrayList<>();
        for (String field : fields) {
            changes.add(
                    new Change(field, words.field(field, locale), plain(before.path(field)), plain(after.path(field))));
        }
        return changes;
    }

    /** Entries from before only differences were kept may hold a single value. */
    private JsonNode tree(@Nullable String text) {
        JsonNode tree = text == null ? json.createObjectNode() : json.readTree(text);
        return tree.isObject() ? tree : json.createObjectNode().set("value", tree);
    }

    private @Nullable Object plain(JsonNode value) {
        return value.isMissingNode() || value.isNull() ? null : json.treeToValue(value, Object.class);
    }
}
