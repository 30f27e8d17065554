package io.siyu.sandbox.work;

import io.siyu.sandbox.InSandbox;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Welcomes set for members in the platform's own console: they greet in place of every app's, which get no welcome code. */
@Component
@InSandbox
public class ConsoleWelcomes {

    private final JdbcClient jdbc;

    ConsoleWelcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public Optional<String> of(String userid) {
        return jdbc.sql("select text from sandbox_console_welcome where userid = :userid")
                .param("userid", userid)
                .query(String.class)
                .optional();
    }

    /** @param text empty to take it away */
    public void put(String userid, String text) {
        jdbc.sql("delete from sandbox_console_welcome where userid = :userid")
                .param("userid", userid)
                .update();
        if (!text.isEmpty()) {
            jdbc.sql("insert into sandbox_console_welcome (userid, text) values (:userid, :text)")
                    .param("userid", userid)
                    .param("text", text)
                    .update();
        }
    }
}
