package io.siyu.reach.channel.template;

import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.code.LiveCode;
import io.siyu.reach.channel.template.ChildRows.Child;
import io.siyu.shared.DomainException;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes the codes of templates, and lets them follow. */
@Component
class Children {

    private final ChildRows rows;
    private final CodeRows codeRows;
    private final Codes codes;
    private final CodeOwners owners;
    private final TemplateRows templates;

    Children(ChildRows rows, CodeRows codeRows, Codes codes, CodeOwners owners, TemplateRows templates) {
        this.rows = rows;
        this.codeRows = codeRows;
        this.codes = codes;
        this.owners = owners;
        this.templates = templates;
    }

    /**
     * A code that is to be made.
     *
     * @param own what is to be otherwise than the template says, by field
     */
    record Wish(CodeOwner owner, Map<String, ?> own) {}

    /**
     * Makes the codes of several owners, by the hundred as cheaply as one.
     *
     * @param template locked: two who make codes by it wait for one another
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void make(CodeTemplate template, List<Wish> wishes) {
        List<Long> made = codes.createFollowing(wishes.stream()
                .map(wish -> DraftFields.with(template.draftFor(wish.owner()), wish.own()))
                .toList());
        rows.insert(IntStream.range(0, made.size())
                .mapToObj(i -> child(made.get(i), template, wishes.get(i)))
                .toList());
    }

    private static Child child(long code, CodeTemplate template, Wish wish) {
        boolean ofGuide = template.target() == CodeTemplate.Target.GUIDE;
        long owner = wish.owner().number();
        return new Child(
                code,
                template.id(),
                ofGuide ? null : new StoreId(owner),
                ofGuide ? new StaffId(owner) : null,
                wish.own().keySet());
    }

    /**
     * Makes codes for those who have none yet.
     *
     * @return how many were made
     */
    @Transactional(propagation = Propagation.MANDATORY)
    int makeMissing(long templateId, Collection<CodeOwner> wanted) {
        CodeTemplate template = templates.lock(templateId);
        if (!template.open()) {
            return 0;
        }
        Set<Long> have = rows
                .ofTemplate(templateId, wanted.stream().map(CodeOwner::number).toList())
                .stream()
                .map(Child::ownerId)
                .collect(Collectors.toSet());
        List<Wish> missing = wanted.stream()
                .filter(owner -> have.add(owner.number()))
                .map(owner -> new Wish(owner, Map.of()))
                .toList();
        make(template, missing);
        return missing.size();
    }

    /**
     * Lets these codes become what their templates say now, but in what is their own. A code whose template is closed stays as it is.
     *
     * @param codeIds in ascending order, as their rows are locked, behind their templates'
     * @return how many changed
     */
    @Transactional(propagation = Propagation.MANDATORY)
    int follow(List<Long> codeIds) {
        Map<Long, CodeTemplate> held =
                rows.templatesOf(codeIds).stream().collect(Collectors.toMap(id -> id, templates::hold));
        List<Long> locked = codeRows.lock(codeIds);
        List<Child> children = rows.all(locked);
        Map<Long, CodeDraft> drafts = draftsOf(locked);
        Owners known = known(children);
        int changed = 0;
        for (Child child : children) {
            CodeTemplate template = Objects.requireNonNull(held.get(child.templateId()));
            CodeOwner owner = known.of(child);
            CodeDraft own = Objects.requireNonNull(drafts.get(child.codeId()));
            changed += owner != null && template.open() && followed(child, own, template.draftFor(owner)) ? 1 : 0;
        }
        return changed;
    }

    private boolean followed(Child child, CodeDraft own, CodeDraft ruled) {
        CodeDraft wanted = DraftFields.resolve(ruled, own, child.overridden());
        if (wanted.equals(own)) {
            return false;
        }
        codes.follow(child.codeId(), wanted);
        return true;
    }

    /** What the template says for a code, without what is its own. */
    CodeDraft ruled(Child child) {
        CodeOwner owner = known(List.of(child)).of(child);
        CodeTemplate template = templates.require(child.templateId());
        return owner == null ? template.draft() : template.draftFor(owner);
    }

    /** What these codes are now, by their ids. */
    Map<Long, CodeDraft> draftsOf(Collection<Long> codeIds) {
        return codeRows.all(codeIds).stream().collect(Collectors.toMap(LiveCode::id, DraftFields::of));
    }

    /** Sets some settings of a code as its own. */
    @Transactional(propagation = Propagation.MANDATORY)
    void override(long codeId, Map<String, ?> own) {
        codeRows.lock(codeId);
        codes.follow(codeId, DraftFields.with(DraftFields.of(codeRows.require(codeId)), own));
        rows.override(codeId, own.keySet());
    }

    /** Lets these settings follow the template again. */
    @Transactional(propagation = Propagation.MANDATORY)
    void reset(long codeId, Collection<String> fields) {
        rows.templatesOf(List.of(codeId)).forEach(templates::hold);
        if (!codeRows.lock(codeId) || rows.find(codeId).isEmpty()) {
            throw DomainException.notFound("channel.template.child_not_found");
        }
        rows.release(codeId, fields);
        follow(List.of(codeId));
    }

    private Owners known(Collection<Child> children) {
        List<StoreId> stores = new ArrayList<>();
        List<StaffId> guides = new ArrayList<>();
        for (Child child : children) {
            Optional.ofNullable(child.store()).ifPresent(stores::add);
            Optional.ofNullable(child.guide()).ifPresent(guides::add);
        }
        return new Owners(owners.ofStores(stores), owners.ofGuides(guides));
    }

    private record Owners(Map<StoreId, CodeOwner> stores, Map<StaffId, CodeOwner> guides) {

        @Nullable
        CodeOwner of(Child child) {
            return child.store() == null ? guides.get(child.guide()) : stores.get(child.store());
        }
    }
}
