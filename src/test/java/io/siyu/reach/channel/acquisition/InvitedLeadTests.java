package io.siyu.reach.channel.acquisition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.people.relation.LeadLists;
import io.siyu.people.relation.ListedPerson;
import io.siyu.reach.channel.Codes;
import io.siyu.reach.channel.LiveCodeFixtures;
import io.siyu.sandbox.SandboxTest;
import io.siyu.shared.RandomCode;
import io.siyu.shared.StaffId;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SandboxPhones;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** A list's link made out to one person, from the text message to the friendship. */
@SandboxTest
class InvitedLeadTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Autowired
    ApplicationContext context;

    @Autowired
    Codes codes;

    @Autowired
    LeadLists lists;

    @Autowired
    JdbcClient jdbc;

    @Test
    void who_becomes_a_friend_by_the_link_made_out_to_him_is_that_lead_and_who_comes_by_the_code_alone_is_none() {
        SandboxPhones phones = new SandboxPhones(context);
        ConsoleClient console = ConsoleClient.administrator(context);
        LiveCodeFixtures fixtures = new LiveCodeFixtures(context);
        StaffId guide = fixtures.guides(1).getFirst();
        Codes.Created code = codes.create(LiveCodeFixtures.draft(guide));
        await().atMost(PATIENCE).until(() -> fixtures.allWaysMade(code));
        String page = "/c/" + code.code();
        long list = lists.create("短信名单" + RandomCode.letters(4), "短信", "运营", List.of(person("王女士"), person("陈先生")));
        String batch = "/api/admin/lead-batches/" + list;
        console.put(batch, Map.of("name", "短信名单", "source", "短信", "link", "https://brand.example" + page))
                .expect(200);
        JsonNode lead = leads(console, list).get(0);
        String link = lead.path("invitation").asString();
        assertThat(link).startsWith("https://brand.example" + page + "?lead=");

        befriend(phones, page);
        befriend(phones, page + link.substring(link.indexOf('?')));
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode after = console.get("/api/admin/leads/" + lead.path("id").asLong())
                    .json()
                    .path("lead");
            assertThat(after.path("state").asString()).isEqualTo("CONVERTED");
            assertThat(after.path("convertedBy").asString()).isEqualTo("LINK");
        });
        assertThat(leads(console, list).get(1).path("state").asString())
                .as("two came by the code, one of them by a link")
                .isEqualTo("POOL");
    }

    private static ListedPerson person(String name) {
        return new ListedPerson("136" + RandomCode.digits(8), name, "", null, null);
    }

    private static JsonNode leads(ConsoleClient console, long list) {
        return console.get("/api/admin/leads?batchId=" + list)
                .expect(200)
                .json()
                .path("items");
    }

    private void befriend(SandboxPhones phones, String address) {
        long phone = phones.phone("短信来的").path("id").asLong();
        long before = visits();
        String config = phones.post("phones/" + phone + "/browse", Map.of("url", address))
                .expect(200)
                .json()
                .path("qrCodes")
                .path(0)
                .path("configId")
                .asString();
        await().atMost(PATIENCE).until(() -> visits() > before);
        assertThat(phones.add(phone, config).path("outcome").asString()).isEqualTo("ADDED");
    }

    private long visits() {
        return jdbc.sql("select count(*) from channel_visit").query(Long.class).single();
    }
}
