package io.siyu;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.siyu.foundation.scope.RequiresPermission;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;

/** Conditions of {@link ArchitectureTests} about endpoints, listeners and time. */
final class WebRules {

    /** Signing in and out, asking who is signed in, one's own password, sessions and views need no right. */
    private static final Set<String> NEEDS_NO_RIGHT = Set.of(
            "/api/admin/session",
            "/api/admin/session/password",
            "/api/admin/session/devices",
            "/api/admin/session/devices/{id}",
            "/api/admin/session/views",
            "/api/admin/session/views/{id}",
            "/api/admin/session/views/{id}/default");

    /** Heard before the money's transaction commits, so that order and payment can never disagree. */
    private static final Set<String> NEWS_OF_MONEY = Set.of("PaymentSucceeded", "RefundSucceeded");

    private WebRules() {}

    static ArchCondition<JavaMethod> askForAPermissionUnder(String prefix) {
        return new ArchCondition<>("ask for a permission when under " + prefix) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                if (!method.isMetaAnnotatedWith(RequestMapping.class)) {
                    return;
                }
                Method reflected = method.reflect();
                List<String> open = paths(reflected).stream()
                        .filter(path -> path.startsWith(prefix))
                        .filter(path -> !NEEDS_NO_RIGHT.contains(path))
                        .toList();
                if (!open.isEmpty() && !asks(reflected) && !asks(reflected.getDeclaringClass())) {
                    events.add(SimpleConditionEvent.violated(
                            method, method.getFullName() + " " + open + " has no @RequiresPermission"));
                }
            }
        };
    }

    static ArchCondition<JavaMethod> hearOnlyTheNewsOfMoney() {
        return new ArchCondition<>("hear only the news of money, or the framework's own") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                // Modulith's and the after-commit listeners are @EventListeners too, but not in the transaction.
                boolean allowed = method.getRawParameterTypes().stream()
                        .allMatch(type -> type.getPackageName().startsWith("org.springframework")
                                || NEWS_OF_MONEY.contains(type.getSimpleName()));
                if (!allowed || method.getRawParameterTypes().isEmpty()) {
                    events.add(SimpleConditionEvent.violated(
                            method,
                            method.getFullName()
                                    + " listens inside the speaker's transaction; use @ApplicationModuleListener"));
                }
            }
        };
    }

    static DescribedPredicate<JavaMethodCall> readsTheWallClock() {
        return DescribedPredicate.describe("reads the wall clock", call -> {
            String owner = call.getTargetOwner().getName();
            boolean now = owner.startsWith("java.time.")
                    && call.getName().equals("now")
                    && call.getTarget().getRawParameterTypes().stream()
                            .noneMatch(type -> type.isEquivalentTo(Clock.class));
            boolean clock = owner.equals("java.time.Clock") && call.getName().startsWith("system");
            return now || clock;
        });
    }

    private static boolean asks(AnnotatedElement element) {
        return AnnotatedElementUtils.hasAnnotation(element, RequiresPermission.class);
    }

    /** {@code POST /api/admin/stores}: method and path of what this method answers, none if it is no endpoint. */
    static List<String> endpoints(Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        if (mapping == null) {
            return List.of();
        }
        return Arrays.stream(mapping.method())
                .flatMap(verb -> paths(method).stream().map(path -> verb + " " + path))
                .toList();
    }

    private static List<String> paths(Method method) {
        List<String> bases = mapped(method.getDeclaringClass());
        return mapped(method).stream()
                .flatMap(path -> bases.stream().map(base -> base + path))
                .toList();
    }

    private static List<String> mapped(AnnotatedElement element) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(element, RequestMapping.class);
        return mapping == null || mapping.path().length == 0 ? List.of("") : List.of(mapping.path());
    }
}
