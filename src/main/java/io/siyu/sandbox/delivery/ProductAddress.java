package io.siyu.sandbox.delivery;

import io.siyu.sandbox.InSandbox;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where the product itself listens, known once it does. */
@Component
@InSandbox
public class ProductAddress {

    private volatile @Nullable URI base;

    @EventListener
    void listening(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) {
            base = URI.create("http://127.0.0.1:" + event.getWebServer().getPort());
        }
    }

    /** Null while the product does not listen yet. */
    public @Nullable URI base() {
        return base;
    }
}
