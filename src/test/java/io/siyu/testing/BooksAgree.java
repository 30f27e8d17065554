package io.siyu.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.siyu.foundation.integrity.Integrity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * After a whole story, every check of the data's integrity finds what it found before: nothing of the story's own. What else lies in
 * a shared database may have been put there by a test that writes tables by hand.
 */
public final class BooksAgree implements BeforeEachCallback, AfterEachCallback {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final Map<String, Long> before = new HashMap<>();

    @Override
    public void beforeEach(ExtensionContext context) {
        before.clear();
        integrity(context)
                .findings()
                .forEach(finding -> before.put(finding.check().name(), finding.count()));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(fresh(integrity(context)))
                            .as("what no longer agrees")
                            .isEmpty());
        }
    }

    private Map<String, List<Integrity.Sample>> fresh(Integrity integrity) {
        Map<String, List<Integrity.Sample>> fresh = new TreeMap<>();
        for (Integrity.Finding finding : integrity.findings()) {
            if (finding.count() > before.getOrDefault(finding.check().name(), 0L)) {
                fresh.put(finding.check().name(), finding.samples());
            }
        }
        return fresh;
    }

    private static Integrity integrity(ExtensionContext context) {
        return SpringExtension.getApplicationContext(context).getBean(Integrity.class);
    }
}
