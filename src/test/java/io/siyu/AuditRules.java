package io.siyu;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.siyu.foundation.audit.Audit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestMethod;

/** What must be written down, and that it is: part of {@link ArchitectureTests}. */
final class AuditRules {

    /** What changes nothing that anybody could ask about later, and why. */
    static final Map<String, String> NOT_AUDITED = Map.of(
            "DELETE /api/admin/session", "a session ends",
            "PUT /api/admin/session/views/{id}/default", "what a list opens with, for oneself",
            "POST /api/admin/posters/preview", "draws, changes nothing",
            "POST /api/admin/sops/{id}/dry-run", "computes, changes nothing",
            "POST /api/admin/segments/count", "computes, changes nothing",
            "POST /api/admin/handovers/givers/{staffId}/selection", "computes, changes nothing",
            "POST /api/admin/handovers/left/comparison", "asks the platform once more, changes nothing of ours",
            "POST /api/admin/codes/{id}/simulation", "computes, changes nothing",
            "POST /api/admin/wecom/golive/checks/{name}", "asks, keeps its own last answer");

    private static final Pattern ACTION =
            Pattern.compile("(?:audit\\s*\\.record|moved|renamed)\\(\\s*\"([a-z][\\w.-]+)\"(\\s*\\+)?");

    private AuditRules() {}

    /** Endpoints that change something under /api/admin from which no call leads to the audit. */
    static Set<String> unaudited(JavaClasses classes) {
        Set<String> found = new TreeSet<>();
        classes.stream()
                .flatMap(type -> type.getMethods().stream())
                .forEach(method -> changing(method).stream()
                        .filter(endpoint -> !reachesAudit(method))
                        .forEach(found::add));
        return found;
    }

    /** Codes of actions in the source that have no words in the bundles. */
    static Set<String> wordless() throws IOException {
        Set<String> words = words();
        Set<String> missing = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".java")).toList()) {
                Matcher actions = ACTION.matcher(Files.readString(file));
                while (actions.find()) {
                    String key = "audit.action." + actions.group(1);
                    boolean named = actions.group(2) == null
                            ? words.contains(key)
                            : words.stream().anyMatch(word -> word.startsWith(key));
                    if (!named) {
                        missing.add(actions.group(1));
                    }
                }
            }
        }
        return missing;
    }

    private static Set<String> words() throws IOException {
        Set<String> keys = new HashSet<>();
        try (Stream<Path> bundles = Files.list(Path.of("src/main/resources/messages"))) {
            for (Path bundle : bundles.filter(one -> !one.toString().endsWith("_en.properties"))
                    .toList()) {
                Properties properties = new Properties();
                try (var reader = Files.newBufferedReader(bundle)) {
                    properties.load(reader);
                }
                keys.addAll(properties.stringPropertyNames());
            }
        }
        return keys;
    }

    private static List<String> changing(JavaMethod method) {
        return WebRules.endpoints(method.reflect()).stream()
                .filter(endpoint -> !endpoint.startsWith(RequestMethod.GET.name()))
                .filter(endpoint -> endpoint.contains(" /api/admin"))
                .toList();
    }

    private static boolean reachesAudit(JavaMethod endpoint) {
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(endpoint));
        while (!open.isEmpty()) {
            JavaCodeUnit unit = open.pop();
            if (unit.getOwner().isEquivalentTo(Audit.class)) {
                return true;
            }
            if (seen.add(unit)) {
                Stream.concat(unit.getMethodCallsFromSelf().stream(), unit.getMethodReferencesFromSelf().stream())
                        .filter(use -> use.getTargetOwner().getPackageName().startsWith("io.siyu"))
                        .forEach(use -> use.getTarget().resolveMember().ifPresent(open::push));
            }
        }
        return false;
    }
}
