package io.siyu.people.relation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.job.Pollers;
import io.siyu.people.customer.CustomerDirectory;
import io.siyu.people.staff.StaffSetup;
import io.siyu.sandbox.work.GroupChats;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.shared.StoreId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Groups at the platform, what we know of them, and what is found at night. */
abstract class GroupFixtures {

    static final String RUNS = "/api/admin/wecom/reconciliations";
    static final Instant LONG_AGO = Instant.parse("2026-01-05T02:00:00Z");

    @Autowired
    ApplicationContext context;

    @Autowired
    StaffSetup setup;

    @Autowired
    GroupChats platform;

    @Autowired
    Groups groups;

    @Autowired
    CustomerDirectory customers;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Pollers pollers;

    ConsoleClient console;
    SandboxPhones phones;
    StoreId store = new StoreId(1);
    String owner = "";
    StaffId ownerId = new StaffId(1);

    @BeforeEach
    void hire() {
        console = ConsoleClient.administrator(context);
        phones = new SandboxPhones(context);
        store = setup.createStore("gr" + RandomCode.letters(8), "群门店", "华东");
        owner = phones.member("群主");
        ownerId = setup.createStaff(owner, "群主", store);
    }

    String told(String name) {
        return phones.post("admin/groups", Map.of("name", name, "owner", owner))
                .expect(201)
                .json()
                .path("chatId")
                .asString();
    }

    static JsonNode member(ConsoleClient who, String members, String userId) {
        return who.get(members)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("userId").asString().equals(userId))
                .findFirst()
                .orElseThrow();
    }

    long refuse(String what, String about, String code, int times) {
        Map<String, Object> fault = Map.of(
                "path",
                "POST /cgi-bin/externalcontact/groupchat/" + what,
                "about",
                about,
                "kind",
                "REFUSE",
                "code",
                code,
                "times",
                times);
        return phones.post("admin/faults", fault).expect(201).json().path("id").asLong();
    }

    void loseNewsOf(String chat) {
        phones.post("admin/faults", Map.of("path", "callback:work", "about", chat, "kind", "LOSE", "times", 1))
                .expect(201);
    }

    JsonNode line(String chat) {
        Groups.Group known = groups.byChatIds(List.of(chat)).get(chat);
        long id = known == null ? 0 : known.id();
        return console.get("/api/admin/groups/" + id).json();
    }

    long compare() {
        JsonNode[] started = new JsonNode[1];
        await().atMost(Duration.ofSeconds(60)).until(() -> {
            var answer = console.post(RUNS, Map.of());
            started[0] = answer.json();
            return answer.status() == 201;
        });
        long run = started[0].path("id").asLong();
        soon(() -> assertThat(console.get(RUNS + "/" + run)
                        .expect(200)
                        .json()
                        .path("run")
                        .path("state")
                        .asString())
                .isEqualTo("DONE"));
        return run;
    }

    List<JsonNode> findings(long run, List<String> chats) {
        return console.get(RUNS + "/" + run + "/findings?size=200")
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(finding -> chats.contains(finding.path("chatId").asString("")))
                .toList();
    }

    void soon(ThrowingRunnable holds) {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    List.of("wecom.reconciliation", "wecom.inbox", "relation.groups")
                            .forEach(pollers::wake);
                    holds.run();
                });
    }
}
