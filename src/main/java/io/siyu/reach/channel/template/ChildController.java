package io.siyu.reach.channel.template;

import io.siyu.foundation.scope.RequiresPermission;
import io.siyu.reach.channel.CodeDraft;
import io.siyu.reach.channel.code.CodeRows;
import io.siyu.reach.channel.template.ChildRows.Child;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One code and the template it follows. */
@RestController
@RequestMapping("/api/admin/codes/{codeId}/template")
class ChildController {

    private final ChildRows rows;
    private final CodeRows codeRows;
    private final TemplateRows templateRows;
    private final Children children;
    private final Templates templates;

    ChildController(
            ChildRows rows, CodeRows codeRows, TemplateRows templateRows, Children children, Templates templates) {
        this.rows = rows;
        this.codeRows = codeRows;
        this.templateRows = templateRows;
        this.children = children;
        this.templates = templates;
    }

    /**
     * The template of a code.
     *
     * @param following whether changes of the template still reach it
     * @param overridden the fields that are its own
     * @param differing the fields that would change if all followed again
     * @param ruled what the template says for it
     */
    record Following(
            long templateId,
            String template,
            boolean following,
            List<String> overridden,
            List<String> differing,
            CodeDraft ruled) {}

    /** @param template absent for a code that follows none */
    record Standing(@Nullable Following template) {}

    record Fields(@NotEmpty Set<@NotNull String> fields) {}

    @GetMapping
    @RequiresPermission("channel.read")
    Standing standing(@PathVariable long codeId) {
        codeRows.require(codeId);
        return new Standing(rows.find(codeId).map(this::following).orElse(null));
    }

    private Following following(Child child) {
        CodeTemplate template = templateRows.require(child.templateId());
        CodeDraft ruled = children.ruled(child);
        CodeDraft own = DraftFields.of(codeRows.require(child.codeId()));
        return new Following(
                template.id(),
                template.name(),
                template.open(),
                List.copyOf(child.overridden()),
                List.copyOf(DraftFields.differing(own, ruled)),
                ruled);
    }

    @PostMapping("/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @RequiresPermission("channel.write")
    void reset(@PathVariable long codeId, @Valid @RequestBody Fields body) {
        templates.reset(codeId, body.fields());
    }
}
