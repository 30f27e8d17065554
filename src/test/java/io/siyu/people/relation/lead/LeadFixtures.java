package io.siyu.people.relation.lead;

import io.siyu.gateway.wecom.Callback;
import io.siyu.gateway.wecom.ExternalContact;
import io.siyu.gateway.wecom.Follow;
import io.siyu.gateway.wecom.InboxStep;
import io.siyu.people.staff.StaffSetup;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Importing;
import io.siyu.testing.SandboxPhones;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Lists of numbers, guides, and friends who come. */
final class LeadFixtures {

    static final String LEADS = "/api/admin/leads";

    final ConsoleClient console;
    private final ApplicationContext context;
    private final StaffSetup staff;
    private final TransactionTemplate transaction;

    LeadFixtures(ApplicationContext context) {
        this.context = context;
        this.console = ConsoleClient.administrator(context);
        this.staff = context.getBean(StaffSetup.class);
        this.transaction = context.getBean(TransactionTemplate.class);
    }

    record Guide(StaffId id, String userId, String name) {}

    record Store(StoreId id, String code) {}

    Store store() {
        String code = "ld" + RandomCode.letters(8);
        return new Store(staff.createStore(code, "门店" + code, "华东"), code);
    }

    Guide guide(@Nullable Store at) {
        String name = "导购" + RandomCode.letters(12);
        // Known to the platform: whoever is not in its directory leaves when it is read.
        String user = new SandboxPhones(context).member(name);
        return new Guide(staff.createStaff(user, name, at == null ? null : at.id()), user, name);
    }

    static String phone() {
        return "137" + RandomCode.digits(8);
    }

    long batch() {
        return console.post("/api/admin/lead-batches", Map.of("name", "批次" + RandomCode.letters(6), "source", "抽奖"))
                .expect(201)
                .json()
                .path("batch")
                .path("id")
                .asLong();
    }

    /** Checks a file and takes it in; answers how the import stands. */
    JsonNode bring(long batch, String file) {
        JsonNode checked = check(console, batch, file);
        return new Importing(console).apply(checked);
    }

    JsonNode check(ConsoleClient who, long batch, String file) {
        return new Importing(who).check("leads&about=" + batch, file);
    }

    String errors(JsonNode standing) {
        return console.get(standing.path("errorsPath").asString().replace("xlsx", "csv"))
                .expect(200)
                .text();
    }

    /** A new list with so many leads of new numbers; answers their ids. */
    List<Long> leads(int number, String tail) {
        long batch = batch();
        StringBuilder file = new StringBuilder("手机号,门店编码\n");
        for (int i = 0; i < number; i++) {
            file.append(phone()).append(',').append(tail).append('\n');
        }
        bring(batch, file.toString());
        return ids(batch);
    }

    List<Long> ids(long batch) {
        return console.get(LEADS + "?size=200&batchId=" + batch)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .map(one -> one.path("id").asLong())
                .sorted()
                .toList();
    }

    JsonNode lead(long id) {
        return console.get(LEADS + "/" + id).expect(200).json().path("lead");
    }

    String state(long id) {
        return lead(id).path("state").asString();
    }

    /** How many went to somebody. */
    int assign(List<Long> leads, Guide... takers) {
        return console.post(LEADS + "/assignments", assignment(leads, false, takers))
                .expect(200)
                .json()
                .path("assigned")
                .asInt();
    }

    static Map<String, ?> assignment(List<Long> leads, boolean reassign, Guide... takers) {
        return Map.of(
                "leads",
                leads,
                "takers",
                List.of(takers).stream()
                        .map(taker -> Map.of("staffId", taker.id().value(), "weight", 1))
                        .toList(),
                "byStore",
                false,
                "reassign",
                reassign);
    }

    /** Somebody becomes this guide's friend, who notes the number; answers the customer's external user id. */
    String befriend(Guide guide, String external, String... mobiles) {
        Instant at = context.getBean(Clock.class).instant().truncatedTo(ChronoUnit.SECONDS);
        Follow follow = new Follow(guide.userId(), "", "", at, List.of(), 1, null, List.of(mobiles));
        ExternalContact contact = new ExternalContact(external, "周青", null, 1, 0, null, List.of(follow));
        Map<String, String> fields = Map.of(
                "Event",
                "change_external_contact",
                "ChangeType",
                "add_external_contact",
                "UserID",
                guide.userId(),
                "ExternalUserID",
                external,
                "CreateTime",
                Long.toString(at.getEpochSecond()));
        Callback callback = new Callback(1, fields, at, (id, atMost) -> Optional.of(contact));
        context.getBeansOfType(InboxStep.class).values().stream()
                .filter(step -> List.of("customer.contact", "relation.follow", "relation.lead")
                        .contains(step.name()))
                .sorted(Comparator.comparingInt(InboxStep::rank))
                .map(step -> step.prepare(callback))
                .toList()
                .forEach(effect -> transaction.executeWithoutResult(status -> effect.run()));
        return external;
    }
}
