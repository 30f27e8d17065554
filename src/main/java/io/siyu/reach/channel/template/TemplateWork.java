package io.siyu.reach.channel.template;

import io.siyu.foundation.job.Batch;
import io.siyu.foundation.job.JobResult;
import io.siyu.foundation.job.JobWork;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** After a template was changed: makes the codes its rule wants, then lets all of its codes follow, a hundred at a time. */
@Component
class TemplateWork implements JobWork<TemplateWork.Order, TemplateWork.At> {

    static final String KIND = "channel.template";

    private static final int AT_ONCE = 100;

    private final TemplateRule rule;
    private final Children children;
    private final ChildRows rows;
    private final TemplateRows templates;

    TemplateWork(TemplateRule rule, Children children, ChildRows rows, TemplateRows templates) {
        this.rule = rule;
        this.children = children;
        this.rows = rows;
        this.templates = templates;
    }

    record Order(long templateId) {}

    /** @param after up to which code they follow; absent while codes are still made */
    record At(@Nullable Long after, long made, long looked, long changed) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Batch<At> next(Order order, @Nullable At checkpoint) {
        At at = checkpoint == null ? new At(null, 0, 0, 0) : checkpoint;
        CodeTemplate template = templates.require(order.templateId());
        return at.after() == null ? make(template, at) : follow(template, at, at.after());
    }

    private Batch<At> make(CodeTemplate template, At at) {
        int made = rule.makeMissing(template, TemplateRule.MADE_AT_ONCE);
        At next = new At(made == 0 ? 0L : null, at.made() + made, 0, 0);
        return Batch.more(next, next.made(), null);
    }

    private Batch<At> follow(CodeTemplate template, At at, long after) {
        List<Long> codes = rows.after(template.id(), after, AT_ONCE);
        if (codes.isEmpty()) {
            return Batch.last(at.looked(), JobResult.of("channel.template.followed", at.made(), at.changed()));
        }
        int changed = children.follow(codes);
        At next = new At(codes.getLast(), at.made(), at.looked() + codes.size(), at.changed() + changed);
        return Batch.more(next, next.looked(), rows.count(template.id()));
    }
}
