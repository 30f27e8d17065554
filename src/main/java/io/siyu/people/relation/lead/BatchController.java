package io.siyu.people.relation.lead;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.job.Jobs;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lists of leads: made, filled from files, dealt, and measured. */
@RestController
@RequestMapping("/api/admin/lead-batches")
class BatchController {

    private static final int LARGEST_SLICE = 100;

    private final Batches batches;
    private final LeadDesk desk;
    private final Deals deals;
    private final Jobs jobs;
    private final CurrentOperator operator;
    private final Audit audit;
    private final MessageSource texts;

    BatchController(
            Batches batches,
            LeadDesk desk,
            Deals deals,
            Jobs jobs,
            CurrentOperator operator,
            Audit audit,
            MessageSource texts) {
        this.batches = batches;
        this.desk = desk;
        this.deals = deals;
        this.jobs = jobs;
        this.operator = operator;
        this.audit = audit;
        this.texts = texts;
    }

    /** @param link the address of a live code, for the text message that is sent by others */
    record Wanted(
            @NotBlank @Size(max = 60) String name,
            @NotNull @Size(max = 60) String source,

            @Size(max = 300) @Pattern(regexp = "https?://\\S+") @Nullable
            String link) {}

    record Detail(Batches.Line batch, List<Batches.OfGuide> guides) {}

    /**
     * @param takers empty: the guides of each lead's own store
     * @param byStore leads go to takers of their own store only
     */
    record Deal(@NotNull @Size(max = 200) List<LeadController.@Valid @NotNull Taker> takers, boolean byStore) {}

    record Started(long jobId) {}

    @GetMapping
    @RequiresPermission("lead.read")
    Slice<Batches.Line> list(
            @RequestParam(required = false) @Nullable Long after, @RequestParam(defaultValue = "20") int size) {
        return batches.latest(after == null ? Long.MAX_VALUE : after, Math.clamp(size, 1, LARGEST_SLICE));
    }

    @GetMapping("/{id}")
    @RequiresPermission("lead.read")
    Detail one(@PathVariable long id) {
        Batches.Line line = batches.line(id).orElseThrow(() -> DomainException.notFound("lead.batch_not_found"));
        return new Detail(line, batches.byGuide(id));
    }

    @PostMapping
    @RequiresPermission("lead.assign")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    Detail make(@Valid @RequestBody Wanted wanted) {
        long id = batches.add(wanted.name().strip(), wanted.source().strip(), wanted.link());
        audit.record("lead.batch.create", Subject.of("lead-batch", id, wanted.name()), null, wanted);
        return one(id);
    }

    @PutMapping("/{id}")
    @RequiresPermission("lead.assign")
    @Transactional
    Detail change(@PathVariable long id, @Valid @RequestBody Wanted wanted) {
        Batches.Line before = one(id).batch();
        batches.change(id, wanted.name().strip(), wanted.source().strip(), wanted.link());
        audit.record(
                "lead.batch.change",
                Subject.of("lead-batch", id, wanted.name()),
                new Wanted(before.name(), before.source(), before.link()),
                wanted);
        return one(id);
    }

    /** Gives all that wait in the pool to guides, some hundred at a time. */
    @PostMapping("/{id}/deals")
    @RequiresPermission("lead.assign")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    Started deal(@PathVariable long id, @Valid @RequestBody Deal deal, Locale locale) {
        Batches.Line batch = one(id).batch();
        deals.requireInScope(
                deal.takers().stream()
                        .map(taker -> new StaffId(taker.staffId()))
                        .toList(),
                operator.scope());
        audit.record("lead.batch.deal", Subject.of("lead-batch", id, batch.name()), null, null);
        String title = String.valueOf(texts.getMessage("lead.deal.title", new Object[] {batch.name()}, "", locale));
        return new Started(jobs.start(DealWork.KIND, new DealWork.Order(id, deal.takers(), deal.byStore()), title));
    }

    /** Tells the guides who have leads of this list, as a card in WeChat Work that leads to the page of their own. */
    @PostMapping("/{id}/letters")
    @RequiresPermission("lead.assign")
    LeadDesk.Sent send(@PathVariable long id) {
        Batches.Line batch = one(id).batch();
        LeadDesk.Sent sent = desk.send(id);
        audit.record("lead.batch.send", Subject.of("lead-batch", id, batch.name()), null, sent);
        return sent;
    }
}
