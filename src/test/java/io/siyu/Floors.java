package io.siyu;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which module may stand on which: lower floors always, its own floor only where an earlier step is named. */
final class Floors {

    /** From the ground up; inside a floor, modules of one step are siblings that may not use each other. */
    private static final Map<String, List<Set<String>>> FLOORS = new LinkedHashMap<>();

    static {
        floor("shared");
        floor(
                "foundation",
                Set.of("database", "scope", "stream", "idempotency"),
                Set.of("privacy", "alert", "audit"),
                Set.of("job"),
                Set.of("crypto", "file", "metric"),
                Set.of("transfer", "integrity"),
                Set.of("backup"));
        floor("gateway", Set.of("wecom", "wechat", "pay", "carrier", "sms"));
        floor(
                "people",
                Set.of("staff", "timeline"),
                Set.of("customer"),
                Set.of("relation"),
                Set.of("tag"),
                Set.of("segment"));
        floor("loyalty", Set.of("coupon", "points"), Set.of("membership"));
        floor(
                "reach",
                Set.of("content"),
                Set.of("outreach"),
                Set.of("channel"),
                Set.of("group"),
                Set.of("helpdesk"),
                Set.of("sop"),
                Set.of("campaign"));
        floor(
                "mall",
                Set.of("catalog", "pricing", "payment"),
                Set.of("activity"),
                Set.of("order"),
                Set.of("fulfilment"),
                Set.of("aftersale"),
                Set.of("reward"),
                Set.of("review"),
                Set.of("recommend"));
        floor("growth", Set.of("draw", "fission", "referral", "targets", "share"));
        floor("insight", Set.of("board", "funnel", "rfm", "cohort", "credit"));
        floor("integration", Set.of("shop", "openapi", "webhook", "export"));
        floor("demo");
    }

    private static final List<String> ORDER = List.copyOf(FLOORS.keySet());

    private Floors() {}

    @SafeVarargs
    private static void floor(String district, Set<String>... steps) {
        FLOORS.put(district, List.of(steps));
    }

    /** Every Siyu class that this one uses is below it, or beside it in its own module. */
    static ArchCondition<JavaClass> standOnlyOnWhatIsBelow() {
        return new ArchCondition<>("stand only on what is below") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                Place from = placeOf(user);
                if (from == null) {
                    return;
                }
                if (!from.known()) {
                    events.add(SimpleConditionEvent.violated(
                            user, user.getName() + " has no floor: add module " + from.module + " to Floors"));
                }
                user.getDirectDependenciesFromSelf().forEach(use -> {
                    Place to = placeOf(use.getTargetClass());
                    if (to != null && !from.mayUse(to)) {
                        events.add(SimpleConditionEvent.violated(user, use.getDescription()));
                    }
                });
            }
        };
    }

    /** District and module of a class, or null for what stands outside the floors. */
    private static @Nullable Place placeOf(JavaClass type) {
        String[] segments = type.getPackageName().split("\\.", -1);
        if (segments.length < 3 || !segments[0].equals("io") || !segments[1].equals("siyu")) {
            return null;
        }
        String district = segments[2];
        return district.equals("platform") || district.equals("sandbox")
                ? null
                : new Place(district, segments.length > 3 ? segments[3] : "");
    }

    private record Place(String district, String module) {

        boolean known() {
            List<Set<String>> steps = FLOORS.get(district);
            return steps != null && (steps.isEmpty() || step() >= 0);
        }

        boolean mayUse(Place other) {
            if (district.equals(other.district)) {
                return module.equals(other.module)
                        || FLOORS.getOrDefault(district, List.of()).isEmpty()
                        || other.step() < step();
            }
            return ORDER.indexOf(other.district) < ORDER.indexOf(district);
        }

        private int step() {
            List<Set<String>> steps = FLOORS.getOrDefault(district, List.of());
            for (int step = 0; step < steps.size(); step++) {
                if (steps.get(step).contains(module)) {
                    return step;
                }
            }
            return -1;
        }
    }
}
