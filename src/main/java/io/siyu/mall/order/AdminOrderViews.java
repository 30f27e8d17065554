package io.siyu.mall.order;

import io.siyu.foundation.crypto.Vault;
import io.siyu.mall.payment.MoneyTrail;
import io.siyu.people.customer.CustomerCard;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.StaffDirectory;
import io.siyu.people.staff.StaffMember;
import io.siyu.people.staff.Store;
import io.siyu.people.staff.Stores;
import io.siyu.shared.CustomerId;
import io.siyu.shared.OrderId;
import io.siyu.shared.Slice;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Orders as the console shows them: the money explained line by line, and everything that happened. */
@Component
class AdminOrderViews {

    private static final int SHOWN_OF_PHONE = 4;
    private static final int SHOWN_OF_ADDRESS = 6;

    private final OrderViews orders;
    private final QuoteViews quotes;
    private final MoneyTrail money;
    private final CustomerDirectory customers;
    private final StaffDirectory staff;
    private final Stores stores;
    private final Vault vault;
    private final JsonMapper json;

    AdminOrderViews(
            OrderViews orders,
            QuoteViews quotes,
            MoneyTrail money,
            CustomerDirectory customers,
            StaffDirectory staff,
            Stores stores,
            Vault vault,
            JsonMapper json) {
        this.orders = orders;
        this.quotes = quotes;
        this.money = money;
        this.customers = customers;
        this.staff = staff;
        this.stores = stores;
        this.vault = vault;
        this.json = json;
    }

    record Item(
            long id,
            String number,
            OrderState state,
            long customerId,
            String customerName,
            @Nullable String ownerStaffName,
            @Nullable String ownerStoreName,
            int pieces,
            String summary,
            @Nullable String imageUrl,
            long payableFen,
            Instant placedAt,
            @Nullable Instant paidAt) {}

    /** Enough to recognise it, not enough to find somebody. */
    record Receiver(String name, String maskedPhone, String address) {}

    record FullReceiver(String name, String phone, String address) {}

    record Detail(
            long id,
            String number,
            OrderState state,
            long customerId,
            String customerName,
            @Nullable String ownerStaffName,
            @Nullable String ownerStoreName,
            List<OrderViews.Line> lines,
            List<QuoteViews.StepView> steps,
            long goodsFen,
            long couponFen,
            long pointsFen,
            long pointsUsed,
            long shippingFen,
            long payableFen,
            @Nullable Receiver receiver,
            @Nullable String carrier,
            @Nullable String trackingNumber,
            Instant placedAt,
            Instant expiresAt,
            @Nullable Instant paidAt,
            @Nullable Instant shippedAt,
            @Nullable Instant receivedAt,
            @Nullable Instant completedAt,
            @Nullable Instant closedAt,
            @Nullable Instant refundedAt,
            List<MoneyTrail.Payment> payments,
            List<MoneyTrail.Refund> refunds,
            List<OrderViews.Event> events) {}

    private record Names(Map<StaffId, StaffMember> staff, Map<StoreId, Store> stores) {

        @Nullable
        String staff(@Nullable Long id) {
            StaffMember member = id == null ? null : staff.get(new StaffId(id));
            return member == null ? null : member.name();
        }

        @Nullable
        String store(@Nullable Long id) {
            Store store = id == null ? null : stores.get(new StoreId(id));
            return store == null ? null : store.name();
        }
    }

    Slice<Item> list(Slice<OrderViews.Head> heads) {
        List<OrderId> ids = heads.items().stream().map(OrderViews.Head::id).toList();
        Map<OrderId, List<OrderViews.Line>> lines = orders.lines(ids);
        Map<CustomerId, CustomerCard> cards = customers.cards(
                heads.items().stream().map(OrderViews.Head::customer).distinct().toList());
        Names names = names(heads.items());
        return new Slice<>(
                heads.items().stream()
                        .map(head ->
                                item(head, lines.getOrDefault(head.id(), List.of()), cards.get(head.customer()), names))
                        .toList(),
                heads.next());
    }

    private Names names(List<OrderViews.Head> heads) {
        return new Names(
                staff.byIds(heads.stream()
                        .map(OrderViews.Head::ownerStaffId)
                        .filter(Objects::nonNull)
                        .map(StaffId::new)
                        .collect(Collectors.toSet())),
                stores.byIds(heads.stream()
                        .map(OrderViews.Head::ownerStoreId)
                        .filter(Objects::nonNull)
                        .map(StoreId::new)
                        .collect(Collectors.toSet())));
    }

    Detail detail(OrderViews.Head head, Locale locale) {
        return new Detail(
                head.id().value(),
                head.number(),
                head.state(),
                head.customer().value(),
                customers.card(head.customer()).name(),
                staffName(head.ownerStaffId()),
                storeName(head.ownerStoreId()),
                orders.lines(List.of(head.id())).getOrDefault(head.id(), List.of()),
                head.steps().stream().map(step -> quotes.step(step, locale)).toList(),
                head.goodsFen(),
                head.couponFen(),
                head.pointsFen(),
                head.pointsUsed(),
                head.shippingFen(),
                head.payableFen(),
                receiver(head.receiver()),
                head.carrier(),
                head.trackingNumber(),
                head.placedAt(),
                head.expiresAt(),
                head.paidAt(),
                head.shippedAt(),
                head.receivedAt(),
                head.completedAt(),
                head.closedAt(),
                head.refundedAt(),
                money.paymentsOf(head.id()),
                money.refundsOf(head.id()),
                orders.events(head.id()));
    }

    private Item item(OrderViews.Head head, List<OrderViews.Line> lines, @Nullable CustomerCard card, Names names) {
        OrderViews.Line first = lines.isEmpty() ? null : lines.getFirst();
        return new Item(
                head.id().value(),
                head.number(),
                head.state(),
                head.customer().value(),
                card == null ? "" : card.name(),
                names.staff(head.ownerStaffId()),
                names.store(head.ownerStoreId()),
                lines.stream().mapToInt(OrderViews.Line::quantity).sum(),
                first == null ? "" : first.title(),
                first == null ? null : first.imageUrl(),
                head.payableFen(),
                head.placedAt(),
                head.paidAt());
    }

    private @Nullable String staffName(@Nullable Long id) {
        return id == null
                ? null
                : staff.find(new StaffId(id)).map(StaffMember::name).orElse(null);
    }

    private @Nullable String storeName(@Nullable Long id) {
        return id == null ? null : stores.find(new StoreId(id)).map(Store::name).orElse(null);
    }

    /** In full, for the one who writes it on a parcel. */
    Optional<FullReceiver> fullReceiver(OrderViews.Head head) {
        return Optional.ofNullable(head.receiver())
                .map(this::open)
                .map(open -> new FullReceiver(open.name(), open.phone(), open.address()));
    }

    private @Nullable Receiver receiver(byte @Nullable [] sealed) {
        if (sealed == null) {
            return null;
        }
        OrderRequest.Receiver open = open(sealed);
        String phone = open.phone();
        String shown = phone.substring(Math.max(0, phone.length() - SHOWN_OF_PHONE));
        return new Receiver(beginning(open.name(), 1), "***" + shown, beginning(open.address(), SHOWN_OF_ADDRESS));
    }

    private OrderRequest.Receiver open(byte[] sealed) {
        return json.readValue(vault.open(sealed), OrderRequest.Receiver.class);
    }

    /** So many characters at most, and never more than half. */
    private static String beginning(String text, int most) {
        int shown = Math.min(most, text.codePointCount(0, text.length()) / 2);
        return text.substring(0, text.offsetByCodePoints(0, shown)) + "***";
    }
}
