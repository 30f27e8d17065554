package io.siyu.insight.board;

import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.shared.BrandZone;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The home page of the console: how today goes, what waits, and how far a new brand has come. */
@RestController
@RequestMapping("/api/admin/board")
@RequiresPermission("board.read")
class BoardController {

    private static final int DAYS_SHOWN = 14;

    private final BoardFigures figures;
    private final BoardTodos todos;
    private final GettingStarted gettingStarted;
    private final CurrentOperator operator;
    private final BrandZone zone;
    private final Clock clock;

    BoardController(
            BoardFigures figures,
            BoardTodos todos,
            GettingStarted gettingStarted,
            CurrentOperator operator,
            BrandZone zone,
            Clock clock) {
        this.figures = figures;
        this.todos = todos;
        this.gettingStarted = gettingStarted;
        this.operator = operator;
        this.zone = zone;
        this.clock = clock;
    }

    /** The figures of one brand day; money in fen. */
    record Day(LocalDate day, long scans, long adds, long deletions, long orders, long paidFen, long refundedFen) {

        static Day empty(LocalDate day) {
            return new Day(day, 0, 0, 0, 0, 0, 0);
        }
    }

    /** Something that waits for somebody; {@code kind} names the page that deals with it. */
    record Todo(String kind, long count) {}

    /** One step of the path from an empty installation to the first repeat order. */
    record Step(String key, boolean done) {}

    record Board(
            Instant asOf, long pool, Day today, Day yesterday, List<Day> days, List<Todo> todos, List<Step> steps) {}

    @GetMapping
    Board board() {
        Instant now = clock.instant();
        LocalDate today = zone.dateOf(now);
        List<Day> days = figures.days(operator.scope(), today.minusDays(DAYS_SHOWN - 1L), today);
        return new Board(
                now,
                figures.pool(operator.scope()),
                days.getLast(),
                days.get(days.size() - 2),
                days,
                todos.of(operator.scope()),
                gettingStarted.steps());
    }
}
