package io.siyu.people.staff;

import static org.assertj.core.api.Assertions.assertThat;

import io.siyu.shared.RandomCode;
import io.siyu.testing.Answer;
import io.siyu.testing.ConsoleClient;
import io.siyu.testing.SiyuTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@SiyuTest
class SavedViewsTests {

    private static final String VIEWS = "/api/admin/session/views";

    @Autowired
    ApplicationContext context;

    private ConsoleClient sharer() {
        return ConsoleClient.with(context, RoleScope.ALL, null, "customer.read", "view.share");
    }

    private ConsoleClient colleague() {
        return ConsoleClient.with(context, RoleScope.ALL, null, "customer.read");
    }

    private static Map<String, Object> view(String name, boolean shared) {
        Map<String, Object> view = new HashMap<>();
        view.put("name", name);
        view.put("shared", shared);
        view.put("filters", Map.of("state", "PAID", "ownerStoreId", "7"));
        view.put("sort", "createdAt,desc");
        view.put("columns", List.of("name", "createdAt"));
        return view;
    }

    private static Answer make(ConsoleClient console, Map<String, Object> view) {
        return console.post(VIEWS, Map.of("list", "orders", "view", view));
    }

    private static long made(ConsoleClient console, String name, boolean shared) {
        return make(console, view(name, shared)).expect(201).json().path("id").asLong();
    }

    private static Optional<JsonNode> seen(ConsoleClient console, long id) {
        return console.get(VIEWS)
                .expect(200)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("id").asLong() == id)
                .findAny();
    }

    private static String name() {
        return "视图 " + RandomCode.letters(8);
    }

    @Test
    void a_view_comes_back_as_it_was_kept_and_changes_under_its_id() {
        ConsoleClient console = colleague();
        long id = made(console, "待发货", false);
        JsonNode kept = seen(console, id).orElseThrow();
        assertThat(kept.path("list").asString()).isEqualTo("orders");
        assertThat(kept.path("name").asString()).isEqualTo("待发货");
        assertThat(kept.path("mine").asBoolean()).isTrue();
        assertThat(kept.path("filters").path("state").asString()).isEqualTo("PAID");
        assertThat(kept.path("sort").asString()).isEqualTo("createdAt,desc");
        assertThat(kept.path("columns").valueStream().map(JsonNode::asString)).containsExactly("name", "createdAt");

        console.put(VIEWS + "/" + id, Map.of("name", "已付款", "shared", false, "filters", Map.of()))
                .expect(204);
        JsonNode changed = seen(console, id).orElseThrow();
        assertThat(changed.path("name").asString()).isEqualTo("已付款");
        assertThat(changed.path("filters").isEmpty()).isTrue();
        assertThat(changed.has("sort")).isFalse();
        assertThat(changed.has("columns")).isFalse();

        console.delete(VIEWS + "/" + id).expect(204);
        assertThat(seen(console, id)).isEmpty();
        console.delete(VIEWS + "/" + id).expectProblem(404, "view.not_found");
    }

    @Test
    void nobody_sees_or_touches_what_somebody_else_keeps_for_himself() {
        long id = made(sharer(), name(), false);
        ConsoleClient other = sharer();
        assertThat(seen(other, id)).isEmpty();
        other.put(VIEWS + "/" + id, view("mine now", false)).expectProblem(404, "view.not_found");
        other.put(VIEWS + "/" + id + "/default", Map.of("byDefault", true)).expectProblem(404, "view.not_found");
        other.delete(VIEWS + "/" + id).expectProblem(404, "view.not_found");
    }

    @Test
    void a_shared_view_is_seen_by_all_and_changed_by_those_who_may_share() {
        ConsoleClient owner = sharer();
        long id = made(owner, name(), true);
        ConsoleClient reader = colleague();
        assertThat(seen(reader, id).orElseThrow().path("mine").asBoolean()).isFalse();
        reader.put(VIEWS + "/" + id, view("not yours", true)).expectProblem(403, "view.not_shared");
        reader.delete(VIEWS + "/" + id).expectProblem(403, "view.not_shared");
        make(reader, view(name(), true)).expectProblem(403, "view.not_shared");

        String other = name();
        sharer().put(VIEWS + "/" + id, view(other, true)).expect(204);
        assertThat(seen(owner, id).orElseThrow().path("name").asString()).isEqualTo(other);
        owner.put(VIEWS + "/" + id, view(other, false)).expect(204);
        assertThat(seen(reader, id)).isEmpty();
    }

    @Test
    void what_a_list_opens_with_is_chosen_by_each_for_himself() {
        ConsoleClient owner = sharer();
        long shared = made(owner, name(), true);
        long own = made(owner, name(), false);
        ConsoleClient reader = colleague();
        reader.put(VIEWS + "/" + shared + "/default", Map.of("byDefault", true)).expect(204);
        assertThat(opens(reader, shared)).isTrue();
        assertThat(opens(owner, shared)).isFalse();

        owner.put(VIEWS + "/" + shared + "/default", Map.of("byDefault", true)).expect(204);
        owner.put(VIEWS + "/" + own + "/default", Map.of("byDefault", true)).expect(204);
        assertThat(opens(owner, shared)).as("one view opens a list").isFalse();
        assertThat(opens(owner, own)).isTrue();
        owner.put(VIEWS + "/" + own + "/default", Map.of("byDefault", false)).expect(204);
        assertThat(opens(owner, own)).isFalse();

        owner.delete(VIEWS + "/" + shared).expect(204);
        assertThat(seen(reader, shared)).as("and is nobody's default any more").isEmpty();
    }

    private static boolean opens(ConsoleClient console, long id) {
        return seen(console, id).orElseThrow().path("byDefault").asBoolean();
    }

    @Test
    void a_name_is_used_once_in_a_list() {
        ConsoleClient console = colleague();
        String name = name();
        made(console, name, false);
        make(console, view(name, false)).expectProblem(409, "view.name_taken");
        long other = made(console, name(), false);
        console.put(VIEWS + "/" + other, view(name, false)).expectProblem(409, "view.name_taken");
        made(colleague(), name, false);
    }

    @Test
    void what_was_searched_for_is_not_kept_because_it_may_be_a_persons_name() {
        Map<String, Object> view = view(name(), false);
        view.put("filters", Map.of("q", "王小美"));
        assertThat(make(colleague(), view).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({"list, ../users", "name, ''", "sort, 'name; drop table staff_view'", "columns, a b"})
    void what_no_list_understands_is_refused(String field, String value) {
        Map<String, Object> view = view(name(), false);
        String list = field.equals("list") ? value : "orders";
        if (!field.equals("list")) {
            view.put(field, field.equals("columns") ? List.of(value) : value);
        }
        ConsoleClient console = colleague();
        assertThat(console.post(VIEWS, Map.of("list", list, "view", view)).status())
                .isEqualTo(400);
        assertThat(console.get(VIEWS)
                        .expect(200)
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(one -> one.path("mine").asBoolean()))
                .isEmpty();
    }

    @Test
    void nobody_keeps_views_without_end() {
        ConsoleClient console = colleague();
        for (int made = 0; made < 100; made++) {
            made(console, "视图 " + made, false);
        }
        make(console, view("一个太多", false)).expectProblem(409, "view.too_many");
    }
}
