package io.siyu.reach.channel.template;

import io.siyu.foundation.job.PolledWork;
import io.siyu.people.staff.StaffDeparted;
import io.siyu.people.staff.StaffJoined;
import io.siyu.people.staff.StaffMoved;
import io.siyu.people.staff.StoreOpened;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * New stores and guides get their codes by rule, and who joins, moves or leaves changes who is behind the codes of their store: at once
 * by the news of it, and every hour for what no news told.
 */
@Component
class TemplateRule implements PolledWork {

    private static final int AT_ONCE = 100;

    /** Making costs little, finding out who has none yet a walk over everybody. */
    static final int MADE_AT_ONCE = 500;

    private final TemplateRows templates;
    private final Children children;
    private final ChildRows rows;
    private final CodeOwners owners;
    private final TransactionTemplate transaction;

    TemplateRule(
            TemplateRows templates,
            Children children,
            ChildRows rows,
            CodeOwners owners,
            TransactionTemplate transaction) {
        this.templates = templates;
        this.children = children;
        this.rows = rows;
        this.owners = owners;
        this.transaction = transaction;
    }

    @ApplicationModuleListener
    void on(StaffJoined joined) {
        review(List.of(), List.of(joined.staff()));
    }

    @ApplicationModuleListener
    void on(StaffDeparted departed) {
        review(List.of(), List.of(departed.staff()));
    }

    @ApplicationModuleListener
    void on(StaffMoved moved) {
        review(Stream.of(moved.from(), moved.to()).filter(Objects::nonNull).toList(), List.of(moved.staff()));
    }

    @ApplicationModuleListener
    void on(StoreOpened opened) {
        review(List.of(opened.store()), List.of());
    }

    /** Makes what is missing for them, and lets what they have follow. */
    private void review(Collection<StoreId> stores, Collection<StaffId> staff) {
        Collection<CodeOwner> guides = owners.ofGuides(staff).values();
        Set<StoreId> places = new HashSet<>(stores);
        guides.stream().map(CodeOwner::storeId).filter(Objects::nonNull).forEach(places::add);
        for (long template : templates.automatic()) {
            CodeTemplate one = templates.require(template);
            Stream<CodeOwner> wanted = one.target() == CodeTemplate.Target.STORE
                    ? owners.ofStores(stores).values().stream()
                    : guides.stream().filter(CodeOwner::present);
            List<CodeOwner> missing =
                    wanted.filter(owner -> one.wants(owner.storeId())).toList();
            if (!missing.isEmpty()) {
                children.makeMissing(template, missing);
            }
        }
        children.follow(rows.ofOwners(places, staff));
    }

    /**
     * Makes up to so many of the codes that a template wants by itself.
     *
     * @return how many were made; 0 when all are there
     */
    int makeMissing(CodeTemplate template, int most) {
        if (!template.automatic() || !template.open()) {
            return 0;
        }
        Map<Long, CodeOwner> wanted = owners.wantedBy(template);
        Set<Long> have = rows.ofTemplate(template.id(), wanted.keySet()).stream()
                .map(ChildRows.Child::ownerId)
                .collect(Collectors.toSet());
        List<CodeOwner> missing = wanted.entrySet().stream()
                .filter(owner -> !have.contains(owner.getKey()))
                .limit(most)
                .map(Map.Entry::getValue)
                .toList();
        return missing.isEmpty() ? 0 : children.makeMissing(template.id(), missing);
    }

    @Override
    public String name() {
        return "channel.template-rule";
    }

    @Override
    public Duration pause() {
        return Duration.ofHours(1);
    }

    @Override
    public boolean workOnce() {
        for (CodeTemplate template : templates.open()) {
            int made = MADE_AT_ONCE;
            while (made > 0) {
                made = Objects.requireNonNullElse(
                        transaction.execute(status -> makeMissing(template, MADE_AT_ONCE)), 0);
            }
            List<Long> codes = rows.after(template.id(), 0, AT_ONCE);
            while (!codes.isEmpty()) {
                List<Long> some = codes;
                transaction.executeWithoutResult(status -> children.follow(some));
                codes = rows.after(template.id(), some.getLast(), AT_ONCE);
            }
        }
        return false;
    }
}
