package io.siyu.reach.channel.welcome;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The text that greets a new friend, with the names put in. */
@Component
class WelcomeWords {

    private static final String CUSTOMER = "{客户昵称}";
    private static final String GUIDE = "{导购姓名}";
    /** What somebody is called whose name the platform did not tell in time. */
    private static final String NAMELESS = "朋友";

    private final JdbcClient jdbc;

    WelcomeWords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What greets friends who came without a code, or by one that has no text of its own. */
    String brandDefault() {
        return jdbc.sql("select text from channel_welcome").query(String.class).single();
    }

    void changeBrandDefault(String text) {
        jdbc.sql("update channel_welcome set text = :text").param("text", text).update();
    }

    static boolean namesCustomer(String text) {
        return text.contains(CUSTOMER);
    }

    static String fill(String text, Optional<String> customer, String guide) {
        return text.replace(CUSTOMER, customer.filter(name -> !name.isBlank()).orElse(NAMELESS))
                .replace(GUIDE, guide);
    }
}
