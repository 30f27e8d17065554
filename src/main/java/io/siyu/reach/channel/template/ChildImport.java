package io.siyu.reach.channel.template;

import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.RemarkRule;
import io.siyu.reach.channel.template.ChildRows.Child;
import io.siyu.reach.channel.template.Children.Wish;
import io.siyu.reach.channel.template.CodeTemplate.Target;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Codes of a template from a file, one store or guide a row. The same file twice changes nothing; what a row says of a code is from then
 * on the code's own.
 */
@Component
class ChildImport implements ImportTarget {

    private static final Set<String> OWNERS = Set.of("store", "guide");

    private final TemplateRows templates;
    private final ChildRows rows;
    private final Children children;
    private final Stores stores;
    private final StaffDirectory staff;
    private final CodeOwners owners;

    ChildImport(
            TemplateRows templates,
            ChildRows rows,
            Children children,
            Stores stores,
            StaffDirectory staff,
            CodeOwners owners) {
        this.templates = templates;
        this.rows = rows;
        this.children = children;
        this.stores = stores;
        this.staff = staff;
        this.owners = owners;
    }

    @Override
    public String name() {
        return "template-codes";
    }

    @Override
    public String permission() {
        return "channel.write";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("store", "channel.template.import.store", false),
                new Field("guide", "channel.template.import.guide", false),
                new Field("name", "channel.template.import.name", false),
                new Field("dailyCap", "channel.template.import.cap", false),
                new Field("welcomeText", "channel.template.import.welcome", false),
                new Field("fallbackText", "channel.template.import.fallback", false),
                new Field("remark", "channel.template.import.remark", false));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(
                List.of("SH001", "", "", "", "", "", ""),
                List.of("SH002", "", "人民路店 · 橱窗", "50", "{客户昵称}你好，我是{导购姓名}", "营业时间 10:00–22:00", "{客户昵称}-橱窗-{日期}"));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> lines, boolean dry) {
        throw DomainException.notFound("channel.template.not_found");
    }

    @Override
    public List<Outcome> take(String about, List<Map<String, String>> lines, boolean dry) {
        if (!about.matches("[1-9][0-9]{0,17}")) {
            throw DomainException.notFound("channel.template.not_found");
        }
        long id = Long.parseLong(about);
        CodeTemplate template = dry ? templates.require(id) : templates.lock(id);
        if (!template.open()) {
            throw DomainException.conflict("channel.template.archived");
        }
        Map<String, CodeOwner> known = template.target() == Target.STORE ? storesOf(lines) : guidesOf(lines);
        Map<Long, Child> have =
                rows
                        .ofTemplate(
                                id,
                                known.values().stream()
                                        .map(CodeOwner::number)
                                        .distinct()
                                        .toList())
                        .stream()
                        .collect(Collectors.toMap(Child::ownerId, Function.identity()));
        Sorting sorting = new Sorting(template, known, have, drafts(have.values(), lines));
        List<Outcome> outcomes = lines.stream().map(sorting::outcome).toList();
        if (!dry) {
            children.make(template, sorting.made);
            sorting.changed.forEach(children::override);
        }
        return outcomes;
    }

    /** Of a file that says nothing of the codes but whose they are, nothing is compared. */
    private Map<Long, CodeDraft> drafts(Collection<Child> have, List<Map<String, String>> lines) {
        boolean bare = lines.stream().allMatch(line -> OWNERS.containsAll(line.keySet()));
        return bare
                ? Map.of()
                : children.draftsOf(have.stream().map(Child::codeId).toList());
    }

    /** What each line of a piece does; what is to be made is made together. */
    private static final class Sorting {

        private final CodeTemplate template;
        private final Map<String, CodeOwner> known;
        private final Map<Long, Child> have;
        private final Map<Long, CodeDraft> drafts;
        private final Set<Long> seen = new HashSet<>();
        private final List<Wish> made = new ArrayList<>();
        private final Map<Long, Map<String, Object>> changed = new TreeMap<>();

        Sorting(
                CodeTemplate template,
                Map<String, CodeOwner> known,
                Map<Long, Child> have,
                Map<Long, CodeDraft> drafts) {
            this.template = template;
            this.known = known;
            this.have = have;
            this.drafts = drafts;
        }

        Outcome outcome(Map<String, String> line) {
            try {
                CodeOwner owner = owner(template, line, known);
                if (!seen.add(owner.number())) {
                    throw DomainException.invalid("store", "channel.template.import.twice");
                }
                return Outcome.of(effect(owner, ChildLine.overrides(line, noted(owner))));
            } catch (DomainException refusal) {
                return Outcome.refused(refusal);
            }
        }

        private RemarkRule noted(CodeOwner owner) {
            Child child = have.get(owner.number());
            CodeDraft now = child == null ? null : drafts.get(child.codeId());
            return now == null ? template.draft().remark() : now.remark();
        }

        private Effect effect(CodeOwner owner, Map<String, Object> own) {
            Child child = have.get(owner.number());
            if (child == null) {
                made.add(new Wish(owner, own));
                return Effect.CREATED;
            }
            CodeDraft now = drafts.get(child.codeId());
            if (now == null || now.equals(DraftFields.with(now, own))) {
                return Effect.NONE;
            }
            changed.put(child.codeId(), own);
            return Effect.CHANGED;
        }
    }

    private static CodeOwner owner(CodeTemplate template, Map<String, String> line, Map<String, CodeOwner> known) {
        boolean ofStore = template.target() == Target.STORE;
        String named = line.getOrDefault(ofStore ? "store" : "guide", "").strip();
        if (named.isEmpty()) {
            throw DomainException.invalid(
                    ofStore ? "store" : "guide",
                    ofStore ? "channel.template.import.store_missing" : "channel.template.import.guide_missing");
        }
        CodeOwner owner = known.get(named);
        if (owner == null || !owner.present()) {
            throw DomainException.invalid(
                    ofStore ? "store" : "guide",
                    ofStore ? "channel.template.import.store_unknown" : "channel.template.import.guide_unknown",
                    named);
        }
        return owner;
    }

    private Map<String, CodeOwner> storesOf(List<Map<String, String>> lines) {
        Map<String, Store> found = stores.byCodes(named(lines, "store"));
        Map<StoreId, CodeOwner> known =
                owners.ofStores(found.values().stream().map(Store::id).toList());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> Objects.requireNonNull(known.get(one.getValue().id()))));
    }

    private Map<String, CodeOwner> guidesOf(List<Map<String, String>> lines) {
        Map<String, StaffMember> found = staff.byUserIds(named(lines, "guide"));
        Map<StaffId, CodeOwner> known =
                owners.ofGuides(found.values().stream().map(StaffMember::id).toList());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> Objects.requireNonNull(known.get(one.getValue().id()))));
    }

    private static Set<String> named(List<Map<String, String>> lines, String field) {
        return lines.stream()
                .map(line -> line.getOrDefault(field, "").strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toSet());
    }
}
