package io.siyu.reach.channel.template;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.job.Jobs;
import io.siyu.reach.channel.Codes;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What an operator does with templates and the codes that follow them. */
@Component
class Templates {

    private static final int LONGEST_NAME = 60;

    private final TemplateRows rows;
    private final ChildRows childRows;
    private final Children children;
    private final Codes codes;
    private final Jobs jobs;
    private final Audit audit;
    private final MessageSource texts;
    private final Clock clock;

    Templates(
            TemplateRows rows,
            ChildRows childRows,
            Children children,
            Codes codes,
            Jobs jobs,
            Audit audit,
            MessageSource texts,
            Clock clock) {
        this.rows = rows;
        this.childRows = childRows;
        this.children = children;
        this.codes = codes;
        this.jobs = jobs;
        this.audit = audit;
        this.texts = texts;
        this.clock = clock;
    }

    /** @param jobId that makes its codes; absent where none are made by rule */
    record Saved(long id, @Nullable Long jobId) {}

    @Transactional
    Saved create(TemplateRows.Draft draft, Locale locale) {
        check(draft);
        long id = rows.insert(draft, clock.instant());
        audit.record("channel.template.create", "code-template", id, null, draft);
        return new Saved(id, draft.automatic() ? start(id, draft.name(), locale) : null);
    }

    /** Its codes follow by a job. */
    @Transactional
    Saved edit(long id, TemplateRows.Draft draft, Locale locale) {
        check(draft);
        CodeTemplate before = rows.lock(id);
        if (before.target() != draft.target()) {
            throw DomainException.invalid("target", "channel.template.target_fixed");
        }
        rows.update(id, draft);
        audit.record("channel.template.edit", "code-template", id, before, rows.require(id));
        return new Saved(id, start(id, draft.name(), locale));
    }

    /** Its codes stay as they are and follow no longer; no new ones are made. */
    @Transactional
    void archive(long id) {
        CodeTemplate template = rows.lock(id);
        rows.archive(id, clock.instant());
        audit.record("channel.template.archive", Subject.of("code-template", id, template.name()), null, null);
    }

    /** Its codes follow again, with what has changed meanwhile. */
    @Transactional
    Saved restore(long id, Locale locale) {
        CodeTemplate template = rows.lock(id);
        rows.archive(id, null);
        audit.record("channel.template.restore", Subject.of("code-template", id, template.name()), null, null);
        return new Saved(id, start(id, template.name(), locale));
    }

    /** What is done to many codes at once. */
    enum Deed {
        ARCHIVE,
        RESTORE,
        RESET
    }

    /** @return how many it was done to; codes of other templates are left out */
    @Transactional
    int change(long id, Deed deed, Collection<Long> codeIds) {
        CodeTemplate template = rows.hold(id);
        List<Long> mine = childRows.among(id, new TreeSet<>(codeIds));
        for (long code : mine) {
            switch (deed) {
                case ARCHIVE -> codes.archive(code);
                case RESTORE -> codes.restore(code);
                case RESET -> children.reset(code, DraftFields.names());
            }
        }
        if (deed == Deed.RESET) {
            audit.record(
                    "channel.template.reset",
                    Subject.of("code-template", id, template.name()),
                    null,
                    new Reset(mine.size()));
        }
        return mine.size();
    }

    private record Reset(int codes) {}

    /** @param fields of the code that follow again */
    @Transactional
    void reset(long codeId, Set<String> fields) {
        children.reset(codeId, fields);
        audit.record("channel.template.child_reset", Subject.of("code", codeId), null, new Released(fields));
    }

    private record Released(Set<String> fields) {}

    private long start(long id, String name, Locale locale) {
        String title = String.valueOf(texts.getMessage("channel.template.job_title", new Object[] {name}, "", locale));
        return jobs.start(TemplateWork.KIND, new TemplateWork.Order(id), title);
    }

    private void check(TemplateRows.Draft draft) {
        if (draft.name().isBlank() || draft.name().length() > LONGEST_NAME) {
            throw DomainException.invalid("name", "channel.name_invalid", LONGEST_NAME);
        }
        try {
            codes.requireTemplate(draft.code());
        } catch (DomainException e) {
            throw e.field() == null ? e : e.at("code." + e.field());
        }
        boolean alone = draft.code().name().matches(".*\\{(门店|门店编号|导购)}.*");
        if (!alone) {
            throw DomainException.invalid("code.name", "channel.template.name_same");
        }
    }
}
