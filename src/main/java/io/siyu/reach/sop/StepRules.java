package io.siyu.reach.sop;

import io.siyu.shared.DomainException;

/** What makes a single step sensible. */
final class StepRules {

    private static final int YEAR = 366 * 24 * 60;

    private StepRules() {}

    static void check(Step step, String field) {
        if (!step.id().matches("[A-Za-z0-9_-]{1,40}")) {
            throw DomainException.invalid(field + ".id", "sop.step_id_invalid");
        }
        switch (step) {
            case Step.Wait wait -> {
                if (wait.minutes() < 0 || wait.minutes() > YEAR || (wait.minutes() == 0 && wait.at() == null)) {
                    throw DomainException.invalid(field + ".minutes", "sop.step_wait_invalid");
                }
            }
            case Step.Task task -> {
                if (task.content().isBlank() || task.content().length() > 1000) {
                    throw DomainException.invalid(field + ".content", "sop.step_content_invalid", 1000);
                }
                if (task.reason().length() > 200) {
                    throw DomainException.invalid(field + ".reason", "sop.step_reason_invalid", 200);
                }
            }
            case Step.Tag tag -> {
                if (tag.add().isEmpty() && tag.remove().isEmpty()) {
                    throw DomainException.invalid(field + ".add", "sop.step_tag_empty");
                }
            }
            case Step.Coupon coupon -> {
                if (coupon.templateId() <= 0) {
                    throw DomainException.invalid(field + ".templateId", "sop.step_coupon_missing");
                }
            }
            case Step.End end -> {}
        }
    }
}
