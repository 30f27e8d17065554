package io.siyu.reach.channel.card;

import io.siyu.people.customer.CustomerCard;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.reach.channel.CardDraft.Marketplace;
import io.siyu.reach.channel.card.CardSearch.Row;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Cards as the console shows them. */
@Component
class CardViews {

    private final CardSearch search;
    private final CardCodes codes;
    private final CardPrints prints;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;

    CardViews(
            CardSearch search, CardCodes codes, CardPrints prints, CustomerDirectory customers, StaffDirectory staff) {
        this.search = search;
        this.codes = codes;
        this.prints = prints;
        this.customers = customers;
        this.staff = staff;
    }

    /**
     * One card.
     *
     * @param shared whether more than one browser opened it
     * @param customerId who used it up; absent also for who is outside the operator's scope
     * @param orderNo only its end where the one who used it up is outside
     */
    record CardRow(
            int batchId,
            int serial,
            String code,
            @Nullable Instant scannedAt,
            @Nullable Instant lastScannedAt,
            boolean shared,
            @Nullable Long customerId,
            @Nullable String customerName,
            @Nullable Instant usedAt,
            @Nullable Marketplace marketplace,
            @Nullable String orderNo,
            @Nullable String toldBy,
            @Nullable Instant orderedAt,
            @Nullable Instant giftAt) {}

    /** @param visitor a short name for one browser, the same on every line of it */
    record Opening(
            String visitor,
            Instant at,
            Instant lastAt,
            int opens,
            @Nullable Long staffId,
            @Nullable String staffName,
            @Nullable Instant addedAt) {}

    /** Its life: printed, scanned, used, bound, given. */
    record CardLife(CardRow card, String url, List<CardPrints.Print> prints, List<Opening> openings) {}

    /** The latest scanned first, or those that these words mean: a serial, a code or an order number. */
    Slice<CardRow> list(CardBatch batch, @Nullable String words, @Nullable String after, int size) {
        if (words == null || words.isBlank()) {
            Slice<Row> recent = search.recent(batch.id(), after, size);
            return new Slice<>(rows(recent.items()), recent.next());
        }
        return new Slice<>(rows(search.found(batch, words.strip())), null);
    }

    CardLife life(CardBatch batch, int serial) {
        if (!batch.has(serial)) {
            throw DomainException.notFound("channel.card.not_found");
        }
        CardKey key = new CardKey(batch.id(), serial);
        List<CardSearch.Opening> openings = search.openings(key);
        Map<StaffId, StaffMember> guides = staff.byIds(openings.stream()
                .map(CardSearch.Opening::staff)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return new CardLife(
                rows(search.of(List.of(key))).getFirst(),
                codes.urlOf(batch.id(), serial),
                prints.of(batch.id(), serial),
                openings.stream().map(one -> opening(one, guides)).toList());
    }

    private static Opening opening(CardSearch.Opening one, Map<StaffId, StaffMember> guides) {
        StaffId id = one.staff();
        String name =
                Optional.ofNullable(id).map(guides::get).map(StaffMember::name).orElse(null);
        return new Opening(
                one.visitor().substring(0, 6),
                one.at(),
                one.lastAt(),
                one.opens(),
                id == null ? null : id.value(),
                name,
                one.addedAt());
    }

    private List<CardRow> rows(List<Row> rows) {
        Map<CustomerId, CustomerCard> owners = customers.cards(rows.stream()
                .map(Row::owner)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        return rows.stream().map(row -> row(row, owners)).toList();
    }

    private CardRow row(Row row, Map<CustomerId, CustomerCard> owners) {
        CustomerCard owner = row.owner() == null ? null : owners.get(row.owner());
        return new CardRow(
                row.key().batch(),
                row.key().serial(),
                codes.codeOf(row.key()),
                row.scannedAt(),
                row.lastScannedAt(),
                row.shared(),
                owner == null ? null : owner.id().value(),
                owner == null ? null : owner.name(),
                row.usedAt(),
                row.marketplace(),
                row.orderNo(),
                row.toldBy(),
                row.orderedAt(),
                row.giftAt());
    }
}
