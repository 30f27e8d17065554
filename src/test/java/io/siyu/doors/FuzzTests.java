package io.siyu.doors;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.doors.Mutations.Mutant;
import io.siyu.doors.Things.Thing;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.Keys;
import io.siyu.testing.SiyuTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every operation with everything that can be wrong in what it is sent: a refusal that helps, never a failure, nothing changed. It leaves
 * thousands of things behind, so nobody shares its application.
 */
@SiyuTest
@TestPropertySource(properties = "spring.application.name=siyu-fuzzed")
@DirtiesContext
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FuzzTests {

    /** Told by the database alone: some rule in front of it is missing. */
    private static final Set<String> TOO_LATE = Set.of("request.unstorable", "request.overtaken");

    /**
     * What no made-up body can hold: a password, a code of a phone, somebody's number; or what only a state allows that the walk does not
     * bring about, like codes of a template, or a guide who hands over for the first time.
     */
    private static final Set<String> NEVER_RIGHT = Set.of(
            "POST /api/admin/session",
            "PUT /api/admin/session/password",
            "POST /api/admin/customers/{id}/erase",
            "POST /api/mall/sign-in",
            "POST /api/mall/phone",
            "POST /api/admin/wecom/golive/key-copy",
            "POST /api/admin/code-templates/{id}/codes/restore",
            "POST /api/admin/code-templates/{id}/codes/reset",
            "POST /api/admin/code-templates/{id}/codes/archive",
            "POST /api/admin/codes/{codeId}/template/reset",
            "POST /api/admin/stores/{id}/closing",
            "POST /api/admin/handovers",
            "POST /api/admin/group-codes",
            "PUT /api/admin/group-codes/{id}",
            "POST /api/admin/group-codes/{id}/prints",
            "POST /api/admin/store-codes",
            "PUT /api/admin/store-codes/{id}",
            "POST /api/admin/store-codes/{id}/prints",
            "POST /api/admin/leads/{id}/attempts",
            "POST /api/admin/card-batches/{id}/cards/{serial}/unbinding",
            "POST /api/admin/handovers/{id}/second-try",
            "POST /api/admin/handovers/{id}/proposal");

    /** Who gives a wrong password too often is kept out for a while. */
    private static final Set<String> LOCKING = Set.of("POST /api/admin/session", "PUT /api/admin/session/password");

    /** Each waits for the database for half of its time. */
    private static final int HANDS = 4;

    private static final Map<String, Set<String>> WRITE_WHEN_REFUSED = Map.of(
            "POST /api/admin/session", Set.of("staff_sign_in_failure", "audit_entry"),
            "PUT /api/admin/session/password", Set.of("staff_sign_in_failure", "audit_entry"));

    @Autowired
    ApplicationContext context;

    @Autowired
    JdbcClient jdbc;

    private TwoStores stores;
    private Bodies bodies;
    private ConsoleClient locked;
    private final Map<String, JsonNode> settings = new HashMap<>();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final ExecutorService hands = Executors.newFixedThreadPool(HANDS);
    private final ReadWriteLock turns = new ReentrantReadWriteLock();

    @BeforeAll
    void make() {
        stores = TwoStores.ofItsOwn(context);
        bodies = new Bodies(context, stores);
        locked = ConsoleClient.administrator(context);
        for (String path : List.of("/api/admin/outreach/policy", "/api/admin/default-welcome")) {
            settings.put(path, stores.administrator().get(path).expect(200).json());
        }
    }

    @BeforeEach
    void forget() {
        wrong.clear();
    }

    @AfterAll
    void putBack() {
        hands.close();
        settings.forEach((path, body) -> stores.administrator().put(path, body).expect(200));
        stores.administrator().delete("/api/admin/platforms/" + stores.thing("platform"));
    }

    @Test
    void a_wrong_body_is_refused_with_a_problem_and_changes_nothing() {
        Books books = new Books(jdbc);
        int walked = 0;
        Set<String> known = new HashSet<>();
        for (Operation operation : withBodies()) {
            Answer right =
                    send(operation, address(operation), bodies.of(operation).toString());
            if (right.status() >= 300 && !NEVER_RIGHT.contains(operation.toString())) {
                wrong.add(operation + ": write a body by hand in Bodies, this one is refused: " + right.text());
            }
            ObjectNode full = bodies.fullOf(operation);
            String kind = operation.body() == null
                    ? ""
                    : operation.body().path("$ref").asString("");
            List<Mutant> mutants = Mutations.of(bodies.of(operation), full, !kind.isEmpty() && !known.add(kind));
            walked += mutants.size();
            Map<String, String> before = books.read();
            List<Mutant> refused = refused(operation, mutants, full.propertyNames());
            Set<String> but = WRITE_WHEN_REFUSED.getOrDefault(operation.toString(), Set.of());
            if (refused.size() == mutants.size()
                    && books.changedSince(before, but).isEmpty()) {
                continue;
            }
            books.unchangedBy(
                    operation.toString(),
                    but,
                    () -> byAllHands(refused, mutant -> send(operation, address(operation), mutant.body())));
        }
        assertThat(wrong).isEmpty();
        assertThat(walked).isGreaterThan(3_000);
    }

    @Test
    void a_wrong_address_is_refused_with_a_problem() {
        List<Runnable> calls = new ArrayList<>();
        for (Operation operation : Operation.under(context, "/api/")) {
            String body = operation.body() == null ? null : bodies.of(operation).toString();
            for (Operation.Parameter parameter : operation.parameters()) {
                if (parameter.in().equals("header")
                        || (operation.changes() && parameter.in().equals("query"))) {
                    continue;
                }
                Mutations.IN_ADDRESSES.forEach((what, value) -> {
                    String address = parameter.in().equals("path")
                            ? operation.address(name -> name.equals(parameter.name()) ? value : idOf(operation, name))
                            : address(operation) + "?" + parameter.name() + "=" + value;
                    calls.add(() -> check(
                            operation,
                            parameter.name() + " is " + what,
                            operation.parameters().stream()
                                    .map(Operation.Parameter::name)
                                    .toList(),
                            send(operation, address, body)));
                });
            }
        }
        byAllHands(calls, Runnable::run);
        assertThat(wrong).isEmpty();
    }

    /** The mall first: what the console is told may take its goods off the shelf. */
    private List<Operation> withBodies() {
        return Operation.under(context, "/api/").stream()
                .filter(operation -> operation.body() != null)
                .sorted(Comparator.comparing(operation -> !operation.path().startsWith(Operation.MALL)))
                .toList();
    }

    /** @return those that were; what is legal after all is fine too */
    private List<Mutant> refused(Operation operation, List<Mutant> mutants, Collection<String> fields) {
        Set<Mutant> refused = ConcurrentHashMap.newKeySet();
        byAllHands(mutants, mutant -> {
            Answer answer = send(operation, address(operation), mutant.body());
            check(operation, mutant.deed(), fields, answer);
            if (answer.status() >= 400) {
                refused.add(mutant);
            }
        });
        return mutants.stream().filter(refused::contains).toList();
    }

    private <T> void byAllHands(List<T> all, Consumer<T> deed) {
        CompletableFuture.allOf(all.stream()
                        .map(one -> CompletableFuture.runAsync(() -> deed.accept(one), hands))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void check(Operation operation, String deed, Collection<String> fields, Answer answer) {
        String fault = answer.status() >= 400 ? faultOf(answer, fields) : null;
        if (fault != null) {
            wrong.add(operation + ", " + deed + ": " + fault + " → " + answer.status() + " " + answer.text());
        }
    }

    private static @Nullable String faultOf(Answer answer, Collection<String> fields) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (answer.status() >= 500 || !type.startsWith("application/problem+json")) {
            return "no problem but a failure";
        }
        JsonNode problem = answer.json();
        String code = problem.path("code").asString("");
        String field = problem.path("field").asString("");
        if (code.isEmpty() || TOO_LATE.contains(code)) {
            return "refused by nobody but the database";
        }
        if (problem.path("detail").asString("").codePoints().noneMatch(Character::isIdeographic)) {
            return "not a Chinese sentence";
        }
        return field.isEmpty() || fields.contains(field.split("[.\\[]", 2)[0]) ? null : "no field that was sent";
    }

    private String address(Operation operation) {
        return operation.address(variable -> idOf(operation, variable));
    }

    private String idOf(Operation operation, String variable) {
        Thing thing = Things.at(operation.path(), variable);
        return thing == null ? "1" : stores.thing(thing.kind());
    }

    /** Of two who are at the same thing one may be told so by the database; once more, while nobody else is. */
    private Answer send(Operation operation, String address, @Nullable String body) {
        Answer answer = sentUnder(turns.readLock(), operation, address, body);
        return answer.status() == 409
                        && TOO_LATE.contains(answer.json().path("code").asString(""))
                ? sentUnder(turns.writeLock(), operation, address, body)
                : answer;
    }

    private Answer sentUnder(Lock lock, Operation operation, String address, @Nullable String body) {
        lock.lock();
        try {
            return sent(operation, address, body);
        } finally {
            lock.unlock();
        }
    }

    private Answer sent(Operation operation, String address, @Nullable String body) {
        byte[] bytes = body == null ? operation.nothing() : body.getBytes(StandardCharsets.UTF_8);
        Map<String, String> headers = new HashMap<>(operation.headers());
        if (operation.takesKey()) {
            headers.put("Idempotency-Key", Keys.fresh().toString());
        }
        byte[] sent = operation.changes() ? bytes : null;
        if (operation.path().startsWith(Operation.MALL)) {
            return stores.shopper().send(operation.method(), address, sent, headers);
        }
        return (LOCKING.contains(operation.toString()) ? locked : stores.administrator())
                .send(operation.method(), address, sent, headers);
    }
}
