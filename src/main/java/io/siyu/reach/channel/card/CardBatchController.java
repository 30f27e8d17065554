package io.siyu.reach.channel.card;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.audit.Subject;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.CardBatches;
import io.siyu.reach.channel.CardDraft;
import io.siyu.reach.channel.CardDraft.Kind;
import io.siyu.reach.channel.CardDraft.Marketplace;
import io.siyu.reach.channel.card.CardBatchViews.BatchRow;
import io.siyu.reach.channel.card.CardFigures.Figures;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import io.siyu.shared.Slice;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
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

/** Parcel cards and letters in the console. */
@RestController
@RequestMapping("/api/admin/card-batches")
class CardBatchController {

    private final CardBatches batches;
    private final CardBatchRows rows;
    private final CardBatchViews batchViews;
    private final CardViews views;
    private final CardPrints prints;
    private final CardFile file;
    private final CurrentOperator operator;
    private final Audit audit;
    private final MessageSource texts;

    CardBatchController(
            CardBatches batches,
            CardBatchRows rows,
            CardBatchViews batchViews,
            CardViews views,
            CardPrints prints,
            CardFile file,
            CurrentOperator operator,
            Audit audit,
            MessageSource texts) {
        this.batches = batches;
        this.rows = rows;
        this.batchViews = batchViews;
        this.views = views;
        this.prints = prints;
        this.file = file;
        this.operator = operator;
        this.audit = audit;
        this.texts = texts;
    }

    record BatchBody(
            @NotNull Kind kind,
            @NotBlank @Size(max = 60) String name,
            @Positive long codeId,
            int cards,
            @NotNull Marketplace marketplace,
            @NotBlank @Size(max = 60) String headline,
            boolean asksOrder,
            boolean asksMember,
            @Nullable @Size(max = 500) String memberUrl,
            @Nullable @Positive Long couponTemplateId,
            @Nullable @Size(max = 200) String giftText) {

        CardDraft draft() {
            return new CardDraft(
                    kind,
                    name,
                    codeId,
                    cards,
                    marketplace,
                    headline,
                    asksOrder,
                    asksMember,
                    textOf(memberUrl),
                    couponTemplateId,
                    textOf(giftText));
        }

        private static @Nullable String textOf(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.strip();
        }
    }

    record BatchDetail(
            int id,
            CardDraft draft,
            String codeName,
            Instant createdAt,
            Figures figures,
            List<CardPrints.Print> prints) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Page<BatchRow> list(@RequestParam(defaultValue = "0") int page, @RequestParam(defaultValue = "20") int size) {
        return new Page<>(batchViews.page(Math.max(0, page), Math.clamp(size, 1, 100)), rows.count());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @RequiresPermission("channel.write")
    BatchDetail create(@Valid @RequestBody BatchBody body) {
        return shown(batches.create(body.draft()));
    }

    @GetMapping("/{id}")
    @RequiresPermission("channel.read")
    BatchDetail one(@PathVariable int id) {
        return shown(id);
    }

    @PutMapping("/{id}")
    @RequiresPermission("channel.write")
    BatchDetail edit(@PathVariable int id, @Valid @RequestBody BatchBody body) {
        batches.edit(id, body.draft());
        return shown(id);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("channel.write")
    void delete(@PathVariable int id) {
        batches.delete(id);
    }

    /** @param q a serial, a code or an order number; absent: those scanned last */
    @GetMapping("/{id}/cards")
    @RequiresPermission("channel.read")
    Slice<CardViews.CardRow> cards(
            @PathVariable int id,
            @RequestParam(required = false) @Nullable @Size(max = 200) String q,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") int size) {
        return views.list(rows.require(id), q, after, Math.clamp(size, 1, 200));
    }

    @GetMapping("/{id}/cards/{serial}")
    @RequiresPermission("channel.read")
    CardViews.CardLife card(@PathVariable int id, @PathVariable int serial) {
        return views.life(rows.require(id), serial);
    }

    /** For the printer: from then on these cards are out there. Whole, or in parts. */
    @GetMapping("/{id}/file")
    @RequiresPermission("channel.write")
    void file(
            @PathVariable int id,
            @RequestParam(defaultValue = "1") int from,
            @RequestParam(required = false) @Nullable Integer to,
            Locale locale,
            HttpServletResponse response)
            throws IOException {
        CardBatch batch = rows.require(id);
        int last = Objects.requireNonNullElse(to, batch.draft().cards());
        if (!batch.has(from) || !batch.has(last) || from > last) {
            throw DomainException.invalid(
                    "from", "channel.card.part_invalid", batch.draft().cards());
        }
        prints.printed(id, from, last);
        audit.record(
                "channel.card.download",
                Subject.of("card-batch", id, batch.draft().name()),
                null,
                new Part(from, last));
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, CacheControl.noStore().getHeaderValue());
        String name =
                "%s-%d-%d.csv".formatted(batch.draft().name().replaceAll("[\\\\/:*?\"<>|\\p{Cntrl}]", "_"), from, last);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(name, StandardCharsets.UTF_8)
                        .build()
                        .toString());
        file.write(batch, from, last, titles(locale), response.getOutputStream());
    }

    private record Part(int from, int to) {}

    private List<String> titles(Locale locale) {
        return Stream.of("serial", "code", "url")
                .map(column -> String.valueOf(texts.getMessage("channel.card.file." + column, null, column, locale)))
                .toList();
    }

    private BatchDetail shown(int id) {
        BatchRow row = batchViews.one(rows.require(id));
        return new BatchDetail(id, row.draft(), row.codeName(), row.createdAt(), row.figures(), prints.of(id, null));
    }
}
