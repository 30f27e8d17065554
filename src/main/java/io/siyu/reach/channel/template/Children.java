package io.siyu.reach.channel.template;

import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.code.CodeRows;
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
     * Makes the code of one owner.
     *
     * @param template locked: two who make codes by it wait for one another
     * @param own what is to be otherwise than the template says, by field
     */
    @Transactional(propagation = Propagation.MANDATORY)
    long make(CodeTemplate template, CodeOwner owner, Map<String, ?> own) {
        CodeDraft draft = DraftFields.with(template.draftFor(owner), own);
        long id = codes.createFollowing(draft);
        boolean ofGuide = template.target() == CodeTemplate.Target.GUIDE;
        rows.insert(new Child(
                id,
                template.id(),
                ofGuide ? null : new StoreId(owner.number()),
                ofGuide ? new StaffId(owner.number()) : null,
                own.keySet()));
        return id;
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
        List<CodeOwner> missing =
                wanted.stream().filter(owner -> have.add(owner.number())).toList();
        missing.forEach(owner -> make(template, owner, Map.of()));
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
        List<Child> children = codeIds.stream()
                .filter(codeRows::lock)
                .map(rows::find)
                .flatMap(Optional::stream)
                .toList();
        Owners known = known(children);
        int changed = 0;
        for (Child child : children) {
            CodeTemplate template = Objects.requireNonNull(held.get(child.templateId()));
            CodeOwner owner = known.of(child);
            changed += owner != null && template.open() && followed(child, template, owner) ? 1 : 0;
        }
        return changed;
    }

    private boolean followed(Child child, CodeTemplate template, CodeOwner owner) {
        CodeDraft own = DraftFields.of(codeRows.require(child.codeId()));
        CodeDraft wanted = DraftFields.resolve(template.draftFor(owner), own, child.overridden());
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

    /** Whether any of these settings is otherwise in the code. */
    boolean differs(long codeId, Map<String, ?> own) {
        CodeDraft now = DraftFields.of(codeRows.require(codeId));
        return !now.equals(DraftFields.with(now, own));
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
