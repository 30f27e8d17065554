package io.siyu.insight.board;

import io.siyu.foundation.scope.DataScope;
import io.siyu.foundation.scope.Predicates;
import io.siyu.insight.board.BoardController.Todo;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What waits this morning: counted from the modules' reporting views, shown only where something waits. What is broken is not counted
 * here: it stands among the alerts.
 */
@Component
class BoardTodos {

    private final JdbcClient jdbc;

    BoardTodos(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Todo> of(DataScope scope) {
        List<Todo> todos = new ArrayList<>();
        Predicates.Predicate ordersSeen = Predicates.of(scope, "o.owner_staff_id", "o.owner_store_id");
        add(todos, "orders_to_ship", "report_order o where o.state = 'PAID' and " + ordersSeen.sql(), ordersSeen);
        Predicates.Predicate tasksSeen = Predicates.of(scope, "t.staff_id", "t.store_id");
        add(todos, "tasks_open", "report_guide_task t where t.open and " + tasksSeen.sql(), tasksSeen);
        if (scope instanceof DataScope.All) {
            Predicates.Predicate all = Predicates.of(scope, "", "");
            add(todos, "welcomes_missed", "report_welcome w where w.missed", all);
        }
        return todos;
    }

    private void add(List<Todo> todos, String kind, String fromAndWhere, Predicates.Predicate visible) {
        long count = jdbc.sql("select count(*) from " + fromAndWhere)
                .params(visible.parameters())
                .query(Long.class)
                .single();
        if (count > 0) {
            todos.add(new Todo(kind, count));
        }
    }
}
