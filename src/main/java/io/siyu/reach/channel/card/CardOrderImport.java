package io.siyu.reach.channel.card;

import io.siyu.foundation.transfer.ImportTarget;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.reach.channel.CardDraft.Marketplace;
import io.siyu.reach.channel.card.CardOrders.Binding;
import io.siyu.reach.channel.card.CardOrders.Order;
import io.siyu.shared.CustomerId;
import io.siyu.shared.DomainException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Which card went into which parcel, from the warehouse's file: serial or scanned code beside the order number. The same file twice
 * changes nothing. What shoppers told gives way to it; what contradicts an earlier file is refused.
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
        return outcomes(read, dry ? FileBindings.of(orders.told(wanted), wanted) : bound(batch, wanted));
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

    private FileBindings bound(CardBatch batch, Collection<Binding> wanted) {
        List<CustomerId> owners = cards.used(wanted.stream().map(Binding::card).toList()).stream()
                .flatMap(card -> Optional.ofNullable(card.owner()).stream())
                .toList();
        Set<CustomerId> held = owners.isEmpty() ? Set.of() : customers.hold(owners);
        FileBindings bound = orders.bindAll(wanted, clock.instant());
        cards.used(bound.fresh().stream().map(Binding::card).toList()).stream()
                .filter(card -> card.owner() != null && held.contains(card.owner()))
                .forEach(card -> facts.ordered(batch, card));
        return bound;
    }

    private List<Outcome> outcomes(Read read, FileBindings file) {
        Set<Binding> known = new HashSet<>(orders.known(read.bindings().values()));
        known.removeAll(file.displaced());
        known.addAll(file.fresh());
        Set<CardKey> cardsBound = known.stream().map(Binding::card).collect(Collectors.toSet());
        Set<Binding> first = new HashSet<>(file.fresh());
        List<Outcome> outcomes = new ArrayList<>();
        for (int row = 0; row < read.rows(); row++) {
            Binding one = read.bindings().get(row);
            if (one == null) {
                outcomes.add(
                        Outcome.refused(Objects.requireNonNull(read.refusals().get(row))));
            } else if (!known.contains(one)) {
                outcomes.add(contradicted(one, cardsBound));
            } else if (first.remove(one)) {
                outcomes.add(Outcome.of(file.corrects(one) ? Effect.CHANGED : Effect.CREATED));
            } else {
                outcomes.add(Outcome.of(Effect.NONE));
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
