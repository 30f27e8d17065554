package io.siyu.reach.channel.welcome;

import io.siyu.reach.channel.WelcomePlan;
import io.siyu.reach.channel.WelcomePlan.Words;
import java.time.LocalDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The text that greets a new friend, with the names put in. */
@Component
class WelcomeWords {

    private static final String CUSTOMER = "{客户昵称}";
    private static final String GUIDE = "{导购姓名}";
    /** What somebody is called whose name the platform did not tell in time. */
    private static final String NAMELESS = "朋友";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WelcomeWords(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** What greets friends who came without a code, or by one that says nothing of its own. */
    record Default(String text, WelcomePlan welcome) {}

    Default brandDefault() {
        return jdbc.sql("select text, welcome::text as welcome from channel_welcome")
                .query((row, number) ->
                        new Default(row.getString("text"), json.readValue(row.getString("welcome"), WelcomePlan.class)))
                .single();
    }

    Words brandDefault(LocalDateTime moment) {
        Default usual = brandDefault();
        return usual.welcome().at(moment, usual.text());
    }

    void changeBrandDefault(Default wanted) {
        jdbc.sql("update channel_welcome set text = :text, welcome = :welcome::jsonb")
                .param("text", wanted.text())
                .param("welcome", json.writeValueAsString(wanted.welcome()))
                .update();
    }

    static boolean namesCustomer(String text) {
        return text.contains(CUSTOMER);
    }

    static String fill(String text, Optional<String> customer, String guide) {
        return text.replace(CUSTOMER, customer.filter(name -> !name.isBlank()).orElse(NAMELESS))
                .replace(GUIDE, guide);
    }
}
