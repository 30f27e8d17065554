package io.siyu.people.staff;

import io.siyu.foundation.audit.Audit;
import io.siyu.foundation.scope.CurrentOperator;
import io.siyu.shared.DomainException;
import io.siyu.shared.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * One's saved views of the console's lists. Everybody keeps their own; sharing one, and changing one that somebody else
 * shares, takes a right. Words searched for are never kept: they may name a person.
 */
@RestController
@RequestMapping("/api/admin/session/views")
class SavedViewsController {

    private static final String SHARE = "view.share";
    private static final int MOST = 100;

    private final SavedViews views;
    private final CurrentOperator current;
    private final Audit audit;
    private final TransactionTemplate transaction;

    SavedViewsController(SavedViews views, CurrentOperator current, Audit audit, TransactionTemplate transaction) {
        this.views = views;
        this.current = current;
        this.audit = audit;
        this.transaction = transaction;
    }

    record Change(
            @NotBlank @Size(max = 30) String name,
            boolean shared,

            @NotNull @Size(max = 20)
            Map<@Pattern(regexp = "(?!q$)[A-Za-z]{1,40}") String, @NotBlank @Size(max = 200) String> filters,

            @Nullable @Pattern(regexp = "[A-Za-z]{1,40},(asc|desc)")
            String sort,

            @Nullable @Size(max = 40) List<@NotNull @Pattern(regexp = "[A-Za-z0-9]{1,40}") String> columns) {

        SavedViews.Draft draft() {
            return new SavedViews.Draft(name.strip(), shared, filters, sort, columns);
        }
    }

    /** @param list the page's address below /console/ */
    record NewView(
            @NotNull @Pattern(regexp = "[a-z][a-z/-]{0,59}") String list,
            @NotNull @Valid Change view) {}

    record Opening(boolean byDefault) {}

    record Made(long id) {}

    /** What the audit keeps: not what is looked for. */
    private record Known(String name, String list, boolean shared) {}

    /** One's own and the shared ones, of all lists. */
    @GetMapping
    Page<SavedViews.SavedView> list() {
        List<SavedViews.SavedView> seen = views.seenBy(me());
        return new Page<>(seen, seen.size());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Made make(@RequestBody @Valid NewView made) {
        requireShare(made.view().shared());
        if (views.countOf(me()) >= MOST) {
            throw DomainException.conflict("view.too_many", MOST);
        }
        SavedViews.Draft draft = made.view().draft();
        Long id = transaction.execute(status -> {
            long added = views.add(me(), made.list(), draft)
                    .orElseThrow(() -> taken(draft.name()).at("view.name"));
            audit.record("view.create", "view", added, null, new Known(draft.name(), made.list(), draft.shared()));
            return added;
        });
        return new Made(id == null ? 0 : id);
    }

    @PutMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable long id, @RequestBody @Valid Change change) {
        SavedViews.SavedView before = changeable(id);
        requireShare(change.shared());
        SavedViews.Draft draft = change.draft();
        try {
            transaction.executeWithoutResult(status -> {
                views.change(id, draft);
                Known after = new Known(draft.name(), before.list(), draft.shared());
                audit.record("view.change", "view", id, known(before), after);
            });
        } catch (DuplicateKeyException twice) {
            throw taken(draft.name());
        }
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable long id) {
        SavedViews.SavedView before = changeable(id);
        transaction.executeWithoutResult(status -> {
            views.remove(id);
            audit.record("view.remove", "view", id, known(before), null);
        });
    }

    /** Whether the list opens with this view; for oneself only. */
    @PutMapping("/{id}/default")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void open(@PathVariable long id, @RequestBody @Valid Opening opening) {
        SavedViews.SavedView view = visible(id);
        if (opening.byDefault()) {
            views.openWith(me(), view);
        } else {
            views.openWithout(me(), view);
        }
    }

    private SavedViews.SavedView visible(long id) {
        return views.find(me(), id).orElseThrow(() -> DomainException.notFound("view.not_found"));
    }

    private SavedViews.SavedView changeable(long id) {
        SavedViews.SavedView view = visible(id);
        requireShare(!view.mine());
        return view;
    }

    private void requireShare(boolean needed) {
        if (needed && !current.get().may(SHARE)) {
            throw DomainException.forbidden("view.not_shared");
        }
    }

    private long me() {
        return current.get().userId();
    }

    private static Known known(SavedViews.SavedView view) {
        return new Known(view.name(), view.list(), view.shared());
    }

    private static DomainException taken(String name) {
        return DomainException.conflict("view.name_taken", name).at("name");
    }
}
