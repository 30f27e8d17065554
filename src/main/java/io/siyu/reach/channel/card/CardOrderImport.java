package io.siyu.reach.channel.card;

import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.reach.channel.CardDraft.Marketplace;
import io.siyu.reach.channel.card.CardOrders.Binding;
import io.siyu.reach.channel.card.CardOrders.Order;
import io.siyu.reach.channel.card.CardOrders.ToldBy;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which card went into which parcel, from the warehouse's file: serial or scanned code beside the order number. The same file twice
 * changes nothing; what contradicts what is known is refused, whoever told it first.
 */
@Component
class CardOrderImport implements ImportTarget {

    private final CardBatchRows batches;
    private final CardCodes codes;
    private final Cards cards;
    private final CardOrders orders;
    private final CardFacts facts;
    private final CustomerDirectory customers;
    private final Clock clock;

    CardOrderImport(
            CardBatchRows batches,
            CardCodes codes,
            Cards cards,
            CardOrders orders,
            CardFacts facts,
            CustomerDirectory customers,
            Clock clock) {
        this.batches = batches;
        this.codes = codes;
        this.cards = cards;
        this.orders = orders;
        this.facts = facts;
        this.customers = customers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "card-orders";
    }

    @Override
    public String permission() {
        return "channel.write";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                new Field("card", "channel.card.import.card", true),
                new Field("order", "channel.card.import.order", true));
    }

    @Override
    public List<List<String>> examples() {
        return List.of(List.of("1", "4012345678901234567"), List.of("2", "4012345678901234568"));
    }

    @Override
    public List<Outcome> take(List<Map<String, String>> lines, boolean dry) {
        throw DomainException.notFound("channel.card.batch_not_found");
    }

    @Override
    public List<Outcome> take(String about, List<Map<String, String>> lines, boolean dry) {
        if (!about.matches("[1-9][0-9]{0,6}")) {
            throw DomainException.notFound("channel.card.batch_not_found");
        }
        CardBatch batch = batches.require(Integer.parseInt(about));
        Read read = read(batch, lines);
        Collection<Binding> wanted = read.bindings().values();
        return outcomes(read, dry ? free(wanted) : bound(batch, wanted));
    }

    /** Rows that make sense by themselves, by their place in the file; all others with their refusal. */
    private record Read(int rows, Map<Integer, Binding> bindings, Map<Integer, DomainException> refusals) {}

    private Read read(CardBatch batch, List<Map<String, String>> lines) {
        Map<Integer, Binding> bindings = new LinkedHashMap<>();
        Map<Integer, DomainException> refusals = new HashMap<>();
        for (int row = 0; row < lines.size(); row++) {
            try {
                bindings.put(row, binding(batch, lines.get(row)));
            } catch (DomainException refusal) {
                refusals.put(row, refusal);
            }
        }
        return new Read(lines.size(), bindings, refusals);
    }

    private Binding binding(CardBatch batch, Map<String, String> line) {
        Marketplace marketplace = batch.draft().marketplace();
        Order order = Order.of(marketplace, line.getOrDefault("order", ""))
                .orElseThrow(() -> DomainException.invalid("order", "channel.card.order_invalid"));
        return new Binding(card(batch, line.getOrDefault("card", "").strip()), order);
    }

    /** A serial, a code, or the whole address that a hand scanner reads. */
    private CardKey card(CardBatch batch, String told) {
        if (told.matches("[0-9]{1,7}")) {
            CardKey key = new CardKey(batch.id(), Integer.parseInt(told));
            if (batch.has(key.serial())) {
                return key;
            }
            throw DomainException.invalid(
                    "card", "channel.card.import.no_serial", batch.draft().cards());
        }
        return codes.cardOf(told.substring(told.lastIndexOf('/') + 1))
                .filter(key -> key.batch() == batch.id() && batch.has(key.serial()))
                .orElseThrow(() -> DomainException.invalid("card", "channel.card.import.no_code"));
    }

    /** What of it could be bound, the first of two that contradict each other. */
    private Set<Binding> free(Collection<Binding> wanted) {
        Set<CardKey> takenCards = new HashSet<>();
        Set<Order> takenOrders = new HashSet<>();
        orders.known(wanted).forEach(one -> {
            takenCards.add(one.card());
            takenOrders.add(one.order());
        });
        Set<Binding> free = new HashSet<>();
        for (Binding one : wanted) {
            if (!takenCards.contains(one.card()) && !takenOrders.contains(one.order())) {
                takenCards.add(one.card());
                takenOrders.add(one.order());
                free.add(one);
            }
        }
        return free;
    }

    private Set<Binding> bound(CardBatch batch, Collection<Binding> wanted) {
        Instant now = clock.instant();
        Map<CardKey, CustomerId> owners =
                cards.owners(wanted.stream().map(Binding::card).toList());
        if (!owners.isEmpty()) {
            customers.hold(owners.values());
        }
        Set<Binding> fresh = orders.bind(wanted, ToldBy.FILE, now);
        for (Binding one : fresh) {
            CustomerId owner = owners.get(one.card());
            if (owner != null) {
                facts.ordered(owner, batch, one.card(), one.order(), now);
            }
        }
        return fresh;
    }

    private List<Outcome> outcomes(Read read, Set<Binding> fresh) {
        Set<Binding> known = new HashSet<>(orders.known(read.bindings().values()));
        known.addAll(fresh);
        Set<CardKey> cardsBound = known.stream().map(Binding::card).collect(Collectors.toSet());
        Set<Binding> first = new HashSet<>(fresh);
        List<Outcome> outcomes = new ArrayList<>();
        for (int row = 0; row < read.rows(); row++) {
            Binding one = read.bindings().get(row);
            if (one == null) {
                outcomes.add(
                        Outcome.refused(Objects.requireNonNull(read.refusals().get(row))));
            } else if (known.contains(one)) {
                outcomes.add(Outcome.of(first.remove(one) ? Effect.CREATED : Effect.NONE));
            } else {
                outcomes.add(contradicted(one, cardsBound));
            }
        }
        return outcomes;
    }

    private static Outcome contradicted(Binding one, Set<CardKey> bound) {
        return Outcome.refused(
                bound.contains(one.card())
                        ? DomainException.invalid("card", "channel.card.import.card_bound")
                        : DomainException.invalid("order", "channel.card.import.order_bound"));
    }
}
