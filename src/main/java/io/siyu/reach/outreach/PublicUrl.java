package io.siyu.reach.outreach;

import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Where customers and guides reach this installation: {@code siyu.public-url}, or this machine when it is not set. */
@Component
public class PublicUrl {

    private final Environment environment;

    PublicUrl(Environment environment) {
        this.environment = environment;
    }

    /** @param path begins with a slash */
    public String of(String path) {
        String base = environment.getProperty("siyu.public-url", "");
        return (base.isBlank() ? "http://127.0.0.1:" + port() : base.replaceFirst("/+$", "")) + path;
    }

    /** Known once the server listens; before that nobody can have followed a link. */
    private String port() {
        return environment.getProperty("local.server.port", environment.getProperty("server.port", "8080"));
    }
}
